/** Where the metrics are in CloudWatch. */
export const METRIC_NAMESPACE = 'Forewarn';

/** Every metric of the product and its unit: written by the functions, read by alarms and the dashboard. */
export const METRICS = {
  /** Checks that ran to a verdict, one each. */
  ChecksRun: 'Count',
  /** Checks whose verdict was `not-verified`. */
  ChecksNotVerified: 'Count',
  /** Ticks that were older than an interval, or doubled, and were dropped. */
  ChecksDropped: 'Count',
  /** Checks that could not be carried out by our own fault: no such partner, or an agreement that cannot be read. */
  ChecksRefused: 'Count',
  /** Wall time of a check. */
  CheckDuration: 'Milliseconds',
  /** Notices that left. */
  NoticesSent: 'Count',
  /** Attempts of a notice that failed. */
  NoticesFailed: 'Count',
  /** Notices that wait for a person's release. */
  NoticesWaiting: 'Count',
  /** Age of the oldest notice that is due, not held and not sent. */
  OldestUnsentNotice: 'Seconds',
  /** Registered partners. */
  Partners: 'Count',
  /** Environments whose last look is older than max-age. */
  EnvironmentsStale: 'Count',
  /** Environments that were never looked at since a day. */
  EnvironmentsUnseen: 'Count',
  /** Environments that could not be seen in their last look. */
  EnvironmentsBlind: 'Count',
  /** Events that no function could read. */
  PoisonEvents: 'Count',
  /** Tries of calls to AWS beyond the first: throttled, timed out, refused for a while, their answer lost. */
  CallsRetried: 'Count',
  /** Faults of our own: storage, code. */
  Faults: 'Count',
} as const;

export type MetricName = keyof typeof METRICS;

/** Takes measurements; they leave with the end of the invocation. */
export interface Metrics {
  add(name: MetricName, value: number): void;
}
