import type { MeasuredFigures, Scenario } from '../../../bench/scale/types.ts';

/** Round figures, near those that are measured. */
export const FIGURES: MeasuredFigures = {
  check: {
    warmMs: [2800, 3000, 3200],
    coldExtraMs: [900],
    writeUnits: 1,
    readUnits: 4,
    logBytes: 900,
    logLines: 4,
    secretReads: 1,
    objectReads: 1,
    sentBytes: 4000,
    storedBytes: 500,
  },
  sweep: { warmMs: [10], coldExtraMs: [300], writeUnits: 0, readUnits: 3, logBytes: 10, logLines: 0 },
  partnerBytes: 20_000,
};

/** An hour of a deployment in which nothing hangs. */
export function scenarioOf(more: Partial<Scenario> = {}): Scenario {
  return {
    partners: 50,
    environments: 2,
    intervalMs: 15 * 60_000,
    flexibleMs: 3 * 60_000,
    phase: 'spread',
    spanMs: 60 * 60_000,
    mostAtOnce: 100,
    queueCalls: 300,
    hangingShare: 0,
    hangMs: 120_000,
    seed: 7,
    ...more,
  };
}
