import { HABITS, INTERVALS_MIN, PARTNERS, SHARED } from './assumptions.ts';
import { type Bill, billOf } from './cost.ts';
import { type Limit, limitsOf, wantedAtOnce } from './limits.ts';
import { type Deployment, type Month, monthOf } from './month.ts';
import { simulate } from './simulate.ts';
import type { MeasuredFigures, Outcome, Scenario } from './types.ts';

/** A scenario and everything that follows from it. */
export interface Case {
  scenario: Scenario;
  outcome: Outcome;
  month: Month;
  bill: Bill;
  limits: Limit[];
}

/** What a set of cases has in common. */
export interface CaseOptions extends Pick<Scenario, 'phase' | 'queueCalls'> {
  /** Most checks at once, for so many wanted on average. */
  mostAtOnce(wanted: number): number;
  flexibleMs(intervalMs: number): number;
}

/** Every case of the report. */
export function casesOf(options: CaseOptions, figures: MeasuredFigures, deployment: Deployment): Case[] {
  const { phase, queueCalls } = options;
  return PARTNERS.flatMap((partners) =>
    INTERVALS_MIN.map((minutes) => {
      const intervalMs = minutes * 60_000;
      const load = { ...SHARED, partners, intervalMs };
      const mostAtOnce = options.mostAtOnce(wantedAtOnce(load, figures));
      const flexibleMs = options.flexibleMs(intervalMs);
      return caseOf({ ...load, flexibleMs, mostAtOnce, queueCalls, phase }, figures, deployment);
    }),
  );
}

/** One scenario, simulated and priced. */
export function caseOf(scenario: Scenario, figures: MeasuredFigures, deployment: Deployment): Case {
  const outcome = simulate(scenario, figures);
  const month = monthOf(scenario, outcome, figures, deployment, HABITS);
  return {
    scenario,
    outcome,
    month,
    bill: billOf(month, deployment),
    limits: limitsOf(scenario, outcome, figures, HABITS, deployment.sweepTimeoutMs),
  };
}
