import { QUOTAS, type QuotaName } from '../../cdk/prices.ts';
import { type Habits, meanOf, sweptAtOnce } from './month.ts';
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
  const wanted = wantedAtOnce(scenario, figures);
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
    {
      what: 'SQS calls of one kind',
      demand: outcome.peak.invocations,
      limit: scenario.queueCalls,
      unit: QUOTAS.queueCalls.unit,
      used: outcome.peak.invocations / scenario.queueCalls,
      scales: true,
      raise: 'turn on high throughput of the FIFO queue; widen the flexible window',
    },
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
      what: 'All partners in one sweep',
      demand: partners,
      limit: sweptAtOnce(figures.sweep, sweepTimeoutMs),
      unit: 'partners',
      used: partners / sweptAtOnce(figures.sweep, sweepTimeoutMs),
      scales: true,
      raise:
        'give `sweep` more memory; till then a round takes several sweeps, and what failed is tried again later',
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

/** Checks at once, on average, that are wanted to keep up. */
export function wantedAtOnce(
  load: Pick<Scenario, 'partners' | 'environments' | 'intervalMs' | 'hangingShare' | 'hangMs'>,
  { check }: MeasuredFigures,
): number {
  const { hangingShare, hangMs } = load;
  const meanMs = (1 - hangingShare) * meanOf(check.warmMs) + hangingShare * hangMs;
  return (load.partners * load.environments * meanMs) / load.intervalMs;
}
