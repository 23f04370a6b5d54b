import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Configuration } from '../config.ts';
import { dailyCost } from './daily-cost.ts';
import { ofAll, told, toldBySome, type Watched } from './watched.ts';

/** When a person is to be told, in the words of the product. */
export interface AlarmPlan {
  /** Also the heading of its article in the runbook. */
  id: string;
  /** One sentence: what is so. */
  says: string;
  metric: IMetric;
  /** Told above this value (with `below`: below it). */
  threshold: number;
  below?: boolean;
  /** How many periods in a row; 1 unless said. */
  periods?: number;
  /** True: nothing measured is an alarm as well. */
  silenceTells?: boolean;
}

const five = Duration.minutes(5);
const hour = Duration.hours(1);

/** Every alarm, in the order in which they are looked at: what partners and people feel first. */
export function alarmPlans(watched: Watched, config: Configuration): AlarmPlan[] {
  return [...ofPartners(), ...ofNotices(), ...ofQueues(watched), ...ofOurselves(watched, config)];
}

function ofPartners(): AlarmPlan[] {
  return [
    {
      id: 'partners-stale',
      says: 'An environment of a partner was last looked at longer ago than its max-age.',
      metric: told('sweep', 'EnvironmentsStale', 'Maximum', five),
      threshold: 0,
      periods: 6,
    },
    {
      id: 'partners-unseen',
      says: 'An environment of a partner was registered a day ago and was never looked at.',
      metric: told('sweep', 'EnvironmentsUnseen', 'Maximum', five),
      threshold: 0,
      periods: 6,
    },
    {
      id: 'partners-blind',
      says: 'For six hours, at least one environment could not be seen in its last look.',
      metric: told('sweep', 'EnvironmentsBlind', 'Minimum', hour),
      threshold: 0,
      periods: 6,
    },
    {
      id: 'checks-refused',
      says: 'Checks could not be carried out because an agreement cannot be read or a partner is gone.',
      metric: told('run-check', 'ChecksRefused', 'Sum', hour),
      threshold: 0,
    },
  ];
}

function ofNotices(): AlarmPlan[] {
  return [
    {
      id: 'notices-waiting',
      says: 'For a day, notices to partners have waited for a person to release them.',
      metric: told('sweep', 'NoticesWaiting', 'Minimum', hour),
      threshold: 0,
      periods: 24,
    },
    {
      id: 'notices-unsent',
      says: 'A notice has been due for an hour and has not left.',
      metric: told('sweep', 'OldestUnsentNotice', 'Maximum', five),
      threshold: 3600,
      periods: 2,
    },
    {
      id: 'notices-failing',
      says: 'Attempts to send notices fail again and again.',
      metric: toldBySome(['announce', 'sweep'], 'NoticesFailed', 'failed attempts', hour),
      threshold: 2,
    },
  ];
}

function ofQueues({ queues, functions }: Watched): AlarmPlan[] {
  const holds = (queue: Queue): IMetric =>
    queue.metricApproximateNumberOfMessagesVisible({ period: five, statistic: 'Maximum' });
  return [
    {
      id: 'checks-late',
      says: 'The oldest check that is due has waited for half an hour.',
      metric: queues.checks.metricApproximateAgeOfOldestMessage({ period: five, statistic: 'Maximum' }),
      threshold: 1800,
      periods: 3,
    },
    {
      id: 'checks-put-aside',
      says: 'A check failed twice by our own fault, or could not be read, and was put aside.',
      metric: holds(queues.deadChecks),
      threshold: 0,
    },
    {
      id: 'ticks-put-aside',
      says: 'A schedule could not send its check to the queue.',
      metric: holds(queues.deadTicks),
      threshold: 0,
    },
    {
      id: 'wake-ups-put-aside',
      says: 'The ledger told of a change and announce could not work on it.',
      metric: holds(queues.deadWakeUps),
      threshold: 0,
    },
    {
      id: 'announce-behind',
      says: 'What the ledger tells reaches announce more than ten minutes late.',
      metric: functions.announce.function.metric('IteratorAge', { period: five, statistic: 'Maximum' }),
      threshold: 600_000,
      periods: 3,
    },
  ];
}

function ofOurselves(watched: Watched, config: Configuration): AlarmPlan[] {
  const { functions, table, http } = watched;
  return [
    {
      id: 'sweep-silent',
      says: 'The sweep has not told of any run for twenty minutes: nothing else here can be believed.',
      metric: told('sweep', 'Partners', 'SampleCount', five),
      threshold: 1,
      below: true,
      periods: 4,
      silenceTells: true,
    },
    {
      id: 'poison',
      says: 'An event arrived that no function could read.',
      metric: toldBySome(['run-check', 'announce', 'sweep'], 'PoisonEvents', 'events', five),
      threshold: 0,
    },
    {
      id: 'faults',
      says: 'Forewarn met faults of its own: storage or code.',
      metric: toldBySome(['run-check', 'announce', 'sweep', 'api', 'register'], 'Faults', 'faults', five),
      threshold: 0,
      periods: 2,
    },
    {
      id: 'functions-failing',
      says: 'Functions ended with an error, out of time or out of memory.',
      metric: ofAll(functions, 'Errors', five),
      threshold: 0,
      periods: 2,
    },
    {
      id: 'functions-throttled',
      says: 'Lambda refused to start functions, because too many ran in this account.',
      metric: ofAll(functions, 'Throttles', five),
      threshold: 0,
      periods: 3,
    },
    {
      id: 'table-throttled',
      says: 'The table refused reads or writes.',
      metric: throttledTable(table.tableName),
      threshold: 0,
      periods: 2,
    },
    {
      id: 'api-failing',
      says: 'The API answered with a fault of its own.',
      metric: http.metricServerError({ period: five, statistic: 'Sum' }),
      threshold: 2,
    },
    {
      id: 'cost-high',
      says: `What grows with checks cost more than ${config.alarms.costPerDay} US dollars in a day, estimated.`,
      metric: dailyCost(watched, config.architecture),
      threshold: config.alarms.costPerDay,
    },
  ];
}

function throttledTable(name: string): IMetric {
  const refused = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: name },
      statistic: 'Sum',
      period: five,
    });
  return new MathExpression({
    label: 'refused reads and writes',
    period: five,
    usingMetrics: { reads: refused('ReadThrottleEvents'), writes: refused('WriteThrottleEvents') },
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
  });
}
