/** Where a figure comes from, and how far it was verified. */
export interface Figure {
  value: number;
  unit: string;
  /** Title of the AWS page that publishes it. */
  source: string;
  /**
   * `page`: read in a stored copy of that page. `reported`: that page could not be read; the same figure is quoted
   * from it by others. `unchecked`: from general knowledge; to be looked up before it is relied on.
   */
  checked: 'page' | 'reported' | 'unchecked';
  /** What else is to be known about it. */
  note?: string;
}

/** The day of the table, and what it is a table of. */
export const PRICES_AS_OF = '2026-11-22';
export const PRICES_OF = 'us-east-1, arm64, list price in US dollars, free tiers left out';

const figure = (
  value: number,
  unit: string,
  source: string,
  checked: Figure['checked'],
  note?: string,
): Figure => ({ value, unit, source, checked, ...(note ? { note } : {}) });

/** AWS's list prices of everything that the product uses. */
export const PRICES = {
  lambdaGbSecond: figure(
    0.0000133334,
    'GB-second',
    'AWS Lambda Pricing',
    'reported',
    'arm64, first 7.5 billion',
  ),
  lambdaRequest: figure(0.2 / 1e6, 'request', 'AWS Lambda Pricing', 'reported'),
  dynamodbWrite: figure(
    0.625 / 1e6,
    'write request unit',
    'Amazon DynamoDB pricing: on-demand',
    'reported',
    'halved in November 2024',
  ),
  dynamodbRead: figure(
    0.125 / 1e6,
    'read request unit',
    'Amazon DynamoDB pricing: on-demand',
    'reported',
    'halved in November 2024',
  ),
  dynamodbStorage: figure(
    0.25,
    'GB-month',
    'Amazon DynamoDB pricing: on-demand',
    'unchecked',
    'first 25 GB are free',
  ),
  dynamodbRecovery: figure(
    0.2,
    'GB-month',
    'Amazon DynamoDB pricing: backup',
    'unchecked',
    'point-in-time recovery',
  ),
  streamRead: figure(
    0,
    'read by a trigger',
    'Evaluate your DynamoDB streams usage',
    'page',
    'reads by Lambda are free',
  ),
  queueRequest: figure(0.5 / 1e6, 'FIFO request', 'Amazon SQS pricing', 'reported'),
  scheduleInvocation: figure(
    1 / 1e6,
    'invocation',
    'Amazon EventBridge pricing: Scheduler',
    'reported',
    '14 million a month are free',
  ),
  objectPut: figure(0.005 / 1000, 'PUT', 'Amazon S3 pricing', 'reported'),
  objectGet: figure(0.0004 / 1000, 'GET', 'Amazon S3 pricing', 'reported'),
  objectStorage: figure(0.023, 'GB-month', 'Amazon S3 pricing', 'reported'),
  keyMonth: figure(1, 'key and month', 'AWS KMS Pricing', 'page'),
  keySign: figure(
    0.15 / 10_000,
    'ECC signature',
    'AWS KMS Pricing',
    'unchecked',
    'reported only as five times the symmetric $0.03',
  ),
  logIngestion: figure(0.5, 'GB', 'Amazon CloudWatch Pricing: logs', 'reported', 'standard class'),
  logStorage: figure(0.03, 'GB-month, compressed', 'Amazon CloudWatch Pricing: logs', 'unchecked'),
  customMetric: figure(
    0.3,
    'metric and month',
    'Amazon CloudWatch Pricing: metrics',
    'reported',
    'first 10,000',
  ),
  alarm: figure(
    0.1,
    'alarm and month',
    'Amazon CloudWatch Pricing: alarms',
    'reported',
    'standard resolution',
  ),
  dashboard: figure(3, 'dashboard and month', 'Amazon CloudWatch Pricing: dashboards', 'reported'),
  trace: figure(5 / 1e6, 'trace recorded', 'AWS X-Ray Pricing', 'page'),
  httpRequest: figure(1 / 1e6, 'HTTP API request', 'Amazon API Gateway pricing', 'reported'),
  mail: figure(0.1 / 1000, 'message', 'Amazon SES pricing', 'unchecked'),
  parameterRead: figure(
    0,
    'GetParameter',
    'AWS Systems Manager pricing',
    'unchecked',
    'standard throughput; $0.05 per 10,000 with higher throughput',
  ),
  parameterReadFast: figure(
    0.05 / 10_000,
    'GetParameter',
    'AWS Systems Manager pricing',
    'unchecked',
    'higher throughput',
  ),
  secretMonth: figure(
    0.4,
    'secret and month',
    'AWS Secrets Manager Pricing',
    'reported',
    'only where secrets are kept there',
  ),
  transferOut: figure(
    0.09,
    'GB',
    'Amazon EC2 On-Demand Pricing: data transfer',
    'reported',
    'to the internet, first 10 TB',
  ),
  natHour: figure(
    0.045,
    'hour',
    'Amazon VPC pricing: NAT gateway',
    'unchecked',
    'only with a fixed egress address',
  ),
  natGb: figure(
    0.045,
    'GB',
    'Amazon VPC pricing: NAT gateway',
    'unchecked',
    'only with a fixed egress address',
  ),
  addressHour: figure(
    0.005,
    'hour',
    'Amazon VPC pricing: public IPv4',
    'unchecked',
    'only with a fixed egress address',
  ),
  canaryRun: figure(
    0.0012,
    'canary run',
    'Amazon CloudWatch Pricing: Synthetics',
    'reported',
    'the function, bucket and logs of a canary cost extra',
  ),
} as const satisfies Record<string, Figure>;

/** AWS's default quotas that the product meets first, and what else bounds it. */
export const QUOTAS = {
  lambdaConcurrency: figure(1000, 'executions at once', 'Lambda quotas', 'page', 'new accounts begin lower'),
  lambdaScaling: figure(
    100,
    'new environments a second',
    'Lambda scaling behavior',
    'page',
    '1,000 every 10 s, for each function',
  ),
  lambdaPayload: figure(6 * 1024 * 1024, 'bytes', 'Lambda quotas', 'unchecked', 'request and response'),
  sourceStart: figure(
    5,
    'executions at once',
    'Configuring scaling behavior for SQS event source mappings',
    'page',
    'written of standard queues, taken for FIFO as well',
  ),
  sourceRamp: figure(
    5,
    'more a second',
    'Configuring scaling behavior for SQS event source mappings',
    'page',
    '300 a minute; written of standard queues',
  ),
  queueCalls: figure(
    300,
    'calls a second and action',
    'Amazon SQS message quotas',
    'page',
    'FIFO without high throughput; 3,000 messages in batches',
  ),
  queueCallsFast: figure(
    70_000,
    'calls a second and action',
    'Amazon SQS message quotas',
    'unchecked',
    'FIFO with high throughput in us-east-1; 300 a second for one group at most',
  ),
  queueInFlight: figure(
    120_000,
    'messages',
    'Amazon SQS FIFO queue quotas',
    'page',
    '20,000 in earlier years',
  ),
  scheduleInvocations: figure(
    1000,
    'invocations a second',
    'Quotas for Amazon EventBridge Scheduler',
    'page',
  ),
  schedules: figure(
    10_000_000,
    'schedules',
    'Quotas for Amazon EventBridge Scheduler',
    'page',
    '1 million in earlier years',
  ),
  tableWrites: figure(
    4000,
    'write units a second',
    'On-demand table throttling',
    'page',
    'a new table; twice the earlier peak later',
  ),
  tableReads: figure(
    12_000,
    'read units a second',
    'On-demand table throttling',
    'page',
    'a new table; twice the earlier peak later',
  ),
  partitionWrites: figure(
    1000,
    'write units a second',
    'Understanding DynamoDB warm throughput',
    'page',
    'one partition key at most',
  ),
  partitionReads: figure(
    3000,
    'read units a second',
    'Understanding DynamoDB warm throughput',
    'page',
    'one partition key at most',
  ),
  parameterReads: figure(
    40,
    'GetParameter a second',
    'AWS Systems Manager endpoints and quotas',
    'reported',
    'standard throughput; 3,000 or more with higher throughput',
  ),
  mailsADay: figure(
    200,
    'messages a day',
    'Service quotas in Amazon SES',
    'unchecked',
    'in the sandbox, which new accounts begin in',
  ),
} as const satisfies Record<string, Figure>;

export type PriceName = keyof typeof PRICES;
export type QuotaName = keyof typeof QUOTAS;
