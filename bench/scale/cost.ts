import { PRICES, type PriceName } from '../../cdk/prices.ts';
import { type Deployment, MONTH_MS, type Month } from './month.ts';

/** Dollars by service. */
export type Bill = Record<string, number>;

/** What a month costs, by service. Services that cost nothing are left out. */
export function billOf(month: Month, deployment: Deployment): Bill {
  const of = (name: PriceName, quantity: number) => PRICES[name].value * quantity;
  const hours = MONTH_MS / 3_600_000;
  const lines: Bill = {
    Lambda: of('lambdaGbSecond', month.gbSeconds) + of('lambdaRequest', month.invocations),
    DynamoDB:
      of('dynamodbWrite', month.writeUnits) +
      of('dynamodbRead', month.readUnits) +
      of('dynamodbStorage', month.tableGb) +
      of('dynamodbRecovery', month.tableGb),
    SQS: of('queueRequest', month.queueRequests),
    Scheduler: of('scheduleInvocation', month.scheduled),
    S3:
      of('objectPut', month.objectPuts) +
      of('objectGet', month.objectGets) +
      of('objectStorage', month.objectGb),
    'CloudWatch logs': of('logIngestion', month.logGb),
    'CloudWatch metrics, alarms, dashboard':
      of('customMetric', deployment.metrics) +
      of('alarm', deployment.alarms) +
      of('dashboard', deployment.dashboards),
    'X-Ray': of('trace', month.traces),
    KMS: of('keyMonth', 1) + of('keySign', month.signatures),
    SES: of('mail', month.mails),
    'API Gateway': of('httpRequest', month.apiCalls),
    'Data to partners': of('transferOut', month.sentGb),
    ...(deployment.fixedEgress
      ? {
          'NAT gateway': of('natHour', hours) + of('addressHour', hours) + of('natGb', month.sentGb),
        }
      : {}),
  };
  return Object.fromEntries(Object.entries(lines).filter(([, dollars]) => dollars > 0));
}

/** The sum of a bill. */
export function totalOf(bill: Bill): number {
  return Object.values(bill).reduce((sum, dollars) => sum + dollars, 0);
}
