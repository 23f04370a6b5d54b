import { daysAfter, daysBetween } from '../drift/calendar.ts';
import { groupBy } from '../group-by.ts';
import type { PartnerState } from '../ledger/types.ts';
import type { Estimate } from './types.ts';

/** Fewer cases than these say nothing about the next one. */
const FEWEST_CASES = 2;

/** How many days changes took from one environment to the one it is ahead of. */
export interface Lag {
  cases: number;
  medianDays: number;
  shortestDays: number;
  longestDays: number;
}

/**
 * The lag that a partner has shown between two environments: a case is a change that was in force in the earlier one
 * before it was in the later one, whatever number of differences it is made of. null for fewer than 2 cases.
 */
export function lagBetween(state: PartnerState, ahead: string, target: string): Lag | null {
  const arrived = Object.values(state.drifts).flatMap(({ driftKey, change, environments }) => {
    const from = environments[ahead]?.inForceSince;
    const to = environments[target]?.inForceSince;
    return from && to && from <= to ? [{ case: change ?? driftKey, days: daysBetween(from, to) }] : [];
  });
  const days = [...groupBy(arrived, (one) => one.case).values()]
    .map((group) => middle(group.map((one) => one.days)))
    .toSorted((one, other) => one - other);
  if (days.length < FEWEST_CASES) return null;
  return {
    cases: days.length,
    medianDays: middle(days),
    shortestDays: days[0] as number,
    longestDays: days.at(-1) as number,
  };
}

/** When something that is ahead since a day may arrive, if it takes as long as it took before. */
export function estimateOf(lag: Lag, aheadSince: string, now: string): Estimate {
  const on = daysAfter(aheadSince, lag.medianDays);
  return {
    on,
    earliest: daysAfter(aheadSince, lag.shortestDays),
    latest: daysAfter(aheadSince, lag.longestDays),
    daysLeft: daysBetween(now, on),
    medianDays: lag.medianDays,
    cases: lag.cases,
  };
}

/** The median in whole days; of two in the middle, the earlier, so that nobody waits for too long. */
function middle(days: readonly number[]): number {
  const sorted = days.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] as number;
}
