import { QUOTAS, type QuotaName } from '../prices.ts';
import { type Habits, meanOf, SWEEP_MS } from './month.ts';
import type { MeasuredFigures, Outcome, Scenario } from './types.ts';

/** How near a scenario comes to a limit. */
export interface Limit {
  what: string;
  demand: number;
  limit: number;
  unit: string;
  /** Demand as a share of the limit; 1 and above: reached. */
  used: number;
  /** False where more partners do not bring it nearer. */
  scales: boolean;
  /** What to do about it. */
  raise: string;
}

/** Every limit, the one that is nearest to being reached first. */
export function limitsOf(
  scenario: Scenario,
  outcome: Outcome,
  figures: MeasuredFigures,
  habits: Habits,
  sweepTimeoutMs: number,
): Limit[] {
  const { partners, environments, intervalMs } = scenario;
  const looks = partners * environments;
  const meanMs = meanOf(figures.check.warmMs);
  const perSecond = (count: number) => (count / intervalMs) * 1000;
  const of = (name: QuotaName, what: string, demand: number, raise: string): Limit => ({
    what,
    demand,
    limit: QUOTAS[name].value,
    unit: QUOTAS[name].unit,
    used: demand / QUOTAS[name].value,
    scales: true,
    raise,
  });
  const fixed: typeof of = (...about) => ({ ...of(...about), scales: false });
  const hanging = partners * environments * scenario.hangingShare * scenario.hangMs;
  const wanted = (looks * meanMs + hanging) / intervalMs;
  const limits = [
    of(
      'parameterReads',
      'SSM GetParameter',
      outcome.peak.secretReads,
      'turn on higher throughput of Parameter Store ($0.05 per 10,000 reads), or keep the secrets in one parameter a partner',
    ),
    {
      what: 'Checks at once',
      demand: wanted,
      limit: scenario.mostAtOnce,
      unit: 'executions at once, on average',
      used: wanted / scenario.mostAtOnce,
      scales: true,
      raise: 'raise the maximum concurrency of the event source (up to 1,000), then the account quota',
    },
    of(
      'lambdaConcurrency',
      'Lambda concurrency of the account',
      wanted,
      'ask for a higher quota of concurrent executions',
    ),
    of(
      'queueCalls',
      'SQS calls of one kind',
      outcome.peak.invocations,
      'turn on high throughput of the FIFO queue; widen the flexible window',
    ),
    of(
      'queueInFlight',
      'SQS messages waiting',
      outcome.backlog,
      'raise the maximum concurrency; the queue itself has no end',
    ),
    of(
      'scheduleInvocations',
      'Scheduler invocations',
      outcome.peak.invocations,
      'ask for a higher invocations throttle limit; widen the flexible window',
    ),
    of('schedules', 'Schedules', looks, 'ask for more schedules'),
    of(
      'tableWrites',
      'DynamoDB writes of a new table',
      outcome.peak.checksDone * figures.check.writeUnits,
      'warm the table up before the partners are registered',
    ),
    of(
      'tableReads',
      'DynamoDB reads of a new table',
      outcome.peak.checksDone * figures.check.readUnits,
      'warm the table up before the partners are registered',
    ),
    fixed(
      'partitionWrites',
      'DynamoDB writes of one partner',
      perSecond(environments) * figures.check.writeUnits,
      'check that partner less often',
    ),
    {
      what: 'One sweep over all partners',
      demand: (partners * meanOf(figures.sweep.warmMs)) / 1000,
      limit: Math.min(sweepTimeoutMs, SWEEP_MS) / 1000,
      unit: 's',
      used: (partners * meanOf(figures.sweep.warmMs)) / Math.min(sweepTimeoutMs, SWEEP_MS),
      scales: true,
      raise: 'sweep a share of the partners at a time',
    },
    of(
      'mailsADay',
      'SES messages a day in the sandbox',
      (partners * habits.changes * habits.messages) / 30,
      'ask for production access of SES',
    ),
  ];
  return limits.sort((one, other) => other.used - one.used);
}
