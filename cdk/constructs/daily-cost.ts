import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FUNCTION_NAMES, FUNCTIONS } from '../functions.ts';
import { PRICES } from '../prices.ts';
import type { Watched } from './watched.ts';

/**
 * Enough to see a day that costs ten times the last one. Other regions than that of the table differ by some percent;
 * what does not grow with checks (keys, alarms, a NAT gateway) is not in it.
 */
const PRICE = {
  /** A GB-second of a function, by processor. */
  arm64: PRICES.lambdaGbSecond.value,
  x86_64: PRICES.lambdaGbSecond.value * 1.25, // its list price beside that of arm64
  checkStarted: PRICES.lambdaRequest.value,
  readUnit: PRICES.dynamodbRead.value,
  writeUnit: PRICES.dynamodbWrite.value,
  apiCall: PRICES.httpRequest.value,
  /** A message is sent, received and deleted. */
  message: 3 * PRICES.queueRequest.value,
} as const;

/** What a day costs that grows with checks, estimated from what AWS counts anyway: ten metrics, as an alarm takes. */
export function dailyCost(
  { functions, table, queues, http }: Watched,
  architecture: 'arm64' | 'x86_64',
): IMetric {
  const period = Duration.days(1);
  const sum = { period, statistic: 'Sum' };
  const consumed = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      ...sum,
    });
  const parts: [string, IMetric, number][] = [
    ...FUNCTION_NAMES.map((name, index): [string, IMetric, number] => [
      `ms${index}`,
      functions[name].function.metricDuration(sum),
      (PRICE[architecture] * FUNCTIONS[name].memoryMb) / 1024 / 1000,
    ]),
    ['started', functions['run-check'].function.metricInvocations(sum), PRICE.checkStarted],
    ['read', consumed('ConsumedReadCapacityUnits'), PRICE.readUnit],
    ['written', consumed('ConsumedWriteCapacityUnits'), PRICE.writeUnit],
    ['messages', queues.checks.metricNumberOfMessagesSent(sum), PRICE.message],
    ['calls', http.metricCount(sum), PRICE.apiCall],
  ];
  return new MathExpression({
    label: 'US dollars a day, estimated',
    period,
    usingMetrics: Object.fromEntries(parts.map(([id, metric]) => [id, metric])),
    expression: parts.map(([id, , price]) => `FILL(${id}, 0) * ${price.toFixed(15)}`).join(' + '),
  });
}
