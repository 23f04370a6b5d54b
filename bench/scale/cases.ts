import { HABITS, INTERVALS_MIN, PARTNERS, SHARED } from './assumptions.ts';
import { type Bill, billOf } from './cost.ts';
import { type Limit, limitsOf } from './limits.ts';
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

/** What is set at deploying, and by registering. */
export interface Settings {
  mostAtOnce: number;
  /** Width of the flexible window for an interval, both in ms. */
  flexibleMs(intervalMs: number): number;
}

/** Every case of the report. */
export function casesOf(
  phase: Scenario['phase'],
  figures: MeasuredFigures,
  deployment: Deployment,
  settings: Settings,
): Case[] {
  return PARTNERS.flatMap((partners) =>
    INTERVALS_MIN.map((minutes) => {
      const intervalMs = minutes * 60_000;
      const flexibleMs = settings.flexibleMs(intervalMs);
      const { mostAtOnce } = settings;
      const scenario = { ...SHARED, partners, intervalMs, flexibleMs, mostAtOnce, phase };
      return caseOf(scenario, figures, deployment);
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
