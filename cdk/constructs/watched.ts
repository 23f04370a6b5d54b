import type { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { METRIC_NAMESPACE, type MetricName } from '../../src/app/metrics.ts';
import { FUNCTION_NAMES, type FunctionName } from '../functions.ts';
import type { CheckQueues } from './check-queues.ts';
import type { ForewarnFunction } from './forewarn-function.ts';

/** Everything that alarms and dashboard look at. */
export interface Watched {
  functions: Record<FunctionName, ForewarnFunction>;
  queues: CheckQueues;
  table: TableV2;
  http: HttpApi;
}

/** A measurement of the product, as one function tells it. */
export function told(by: FunctionName, name: MetricName, statistic: string, period: Duration): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { Function: by },
    statistic,
    period,
  });
}

/** The same count over several functions; where one tells nothing, it counts as none. */
export function toldBySome(
  by: readonly FunctionName[],
  name: MetricName,
  label: string,
  period: Duration,
): MathExpression {
  return sum(
    name,
    label,
    period,
    by.map((one) => told(one, name, 'Sum', period)),
  );
}

/** What Lambda itself tells of all functions. */
export function ofAll(
  functions: Watched['functions'],
  name: 'Errors' | 'Throttles',
  period: Duration,
): MathExpression {
  return sum(
    name,
    name.toLowerCase(),
    period,
    FUNCTION_NAMES.map((one) => functions[one].function.metric(name, { period, statistic: 'Sum' })),
  );
}

/** Ids are by name, since a graph may hold several sums. */
function sum(name: string, label: string, period: Duration, parts: IMetric[]): MathExpression {
  const id = (index: number): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}${index}`;
  return new MathExpression({
    label,
    period,
    usingMetrics: Object.fromEntries(parts.map((part, index) => [id(index), part])),
    expression: parts.map((_, index) => `FILL(${id(index)}, 0)`).join(' + '),
  });
}
