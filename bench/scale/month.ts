import type { MeasuredFigures, MeasuredWork, Outcome, Scenario } from './types.ts';

export const MONTH_MS = 30 * 86_400_000;

/** Time between two sweeps. */
export const SWEEP_MS = 5 * 60_000;

/** What the deployment itself has, however many partners there are. */
export interface Deployment {
  alarms: number;
  dashboards: number;
  /** Metrics of our own: one for each name and function. */
  metrics: number;
  /** GB of memory of the functions that matter. */
  checkGb: number;
  sweepGb: number;
  sweepTimeoutMs: number;
  fixedEgress: boolean;
}

/** What people and partners make of it: nobody can measure that beforehand. */
export interface Habits {
  /** Changes a partner makes in a month that are told. */
  changes: number;
  /** Messages to send for a change. */
  messages: number;
  /** Looks at the page and calls of the API, a partner and month. */
  apiCalls: number;
  /** Bytes of an entry and its evidence. */
  entryBytes: number;
}

/** Quantities of a month, in the units that AWS bills. */
export interface Month {
  checks: number;
  sweeps: number;
  gbSeconds: number;
  invocations: number;
  writeUnits: number;
  readUnits: number;
  tableGb: number;
  queueRequests: number;
  scheduled: number;
  objectPuts: number;
  objectGets: number;
  objectGb: number;
  logGb: number;
  traces: number;
  secretReads: number;
  mails: number;
  apiCalls: number;
  signatures: number;
  sentGb: number;
}

const GB = 1024 ** 3;

/** CloudWatch adds this many bytes to each line. */
const LINE_BYTES = 26;

/** An event source asks five times at once, each for 20 s, while its queue is empty. */
const IDLE_RECEIVES = (5 * MONTH_MS) / 20_000;

/** How long run data is kept, in months. */
const KEPT_MONTHS = 40 / 30;

/** Carries a simulated span on to a month of 30 days. */
export function monthOf(
  scenario: Scenario,
  outcome: Outcome,
  figures: MeasuredFigures,
  deployment: Pick<Deployment, 'checkGb' | 'sweepGb' | 'sweepTimeoutMs'>,
  habits: Habits,
): Month {
  const share = MONTH_MS / scenario.spanMs;
  const { partners } = scenario;
  const checks = outcome.done * share;
  const sweeps = MONTH_MS / SWEEP_MS;
  const swept = sweeps * Math.min(partners, sweptAtOnce(figures.sweep, deployment.sweepTimeoutMs));
  const changes = habits.changes * partners;
  const mails = changes * habits.messages;
  const invocations = outcome.ticks * share + sweeps + mails + habits.apiCalls * partners;
  const sweepMs = meanOf(figures.sweep.warmMs) * swept;
  const lines = (work: { logBytes: number; logLines: number }) => work.logBytes + LINE_BYTES * work.logLines;
  return {
    checks,
    sweeps,
    gbSeconds: (outcome.billedMs * share * deployment.checkGb + sweepMs * deployment.sweepGb) / 1000,
    invocations,
    writeUnits: checks * figures.check.writeUnits + swept * figures.sweep.writeUnits,
    readUnits: checks * figures.check.readUnits + swept * figures.sweep.readUnits,
    tableGb: (checks * KEPT_MONTHS * figures.check.storedBytes + partners * figures.partnerBytes) / GB,
    queueRequests: 3 * outcome.ticks * share + IDLE_RECEIVES,
    scheduled: outcome.ticks * share,
    objectPuts: 2 * changes,
    objectGets: checks * figures.check.objectReads,
    objectGb: (changes * habits.entryBytes) / GB,
    logGb: (checks * lines(figures.check) + swept * figures.sweep.logBytes + sweeps * LINE_BYTES) / GB,
    traces: tracesOf(invocations),
    secretReads: outcome.secretReads * share,
    mails,
    apiCalls: habits.apiCalls * partners,
    signatures: MONTH_MS / 86_400_000,
    sentGb: (checks * figures.check.sentBytes) / GB,
  };
}

/** A sweep begins no partner with less time left than this. */
const SWEEP_RESERVE_MS = 30_000;

/** Partners that one sweep gets through before its time is up; the next goes on from there. */
export function sweptAtOnce({ warmMs }: Pick<MeasuredWork, 'warmMs'>, timeoutMs: number): number {
  return Math.floor((timeoutMs - SWEEP_RESERVE_MS) / meanOf(warmMs));
}

/** X-Ray records one request a second, and one in twenty of the others. */
function tracesOf(invocations: number): number {
  const first = Math.min(invocations, MONTH_MS / 1000);
  return first + (invocations - first) * 0.05;
}

export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
