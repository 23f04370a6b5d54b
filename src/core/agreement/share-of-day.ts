import type { Agreement } from './types.ts';

const DAY_MS = 86_400_000;

/**
 * How many of the day's calls one look by schedule may make, so that they last for the day; at least one.
 *
 * @returns null where the calls of a day are not limited, or the schedule is no interval.
 */
export function shareOfDay({ limits, schedule, environments }: Agreement): number | null {
  if (limits.callsPerDay === null || !('everyMs' in schedule)) return null;
  const looks = (DAY_MS / schedule.everyMs) * Math.max(1, environments.length);
  return Math.max(1, Math.floor(limits.callsPerDay / Math.max(1, looks)));
}
