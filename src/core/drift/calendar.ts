import type { Agreement } from '../agreement/types.ts';

const DAY = 86_400_000;

/** Whole days from one ISO instant or date to another; negative where it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((startOfDay(to) - startOfDay(from)) / DAY);
}

/**
 * True if the days left are fewer than our own migration time. Days inside our change freeze do not
 * count: nothing can be shipped then.
 */
export function isLate(
  now: string,
  on: string,
  agreement: Pick<Agreement, 'migrationDays' | 'changeFreeze'>,
): boolean {
  if (agreement.migrationDays === null) return false;
  return workableDays(now, on, agreement.changeFreeze) < agreement.migrationDays;
}

/** Days between two dates in which we can ship. At most ten years are counted. */
export function workableDays(now: string, on: string, freeze: Agreement['changeFreeze']): number {
  const days = Math.min(daysBetween(now, on), 3660);
  let workable = 0;
  for (let day = 0; day < days; day++) {
    const date = new Date(startOfDay(now) + day * DAY).toISOString().slice(0, 10);
    if (!freeze.some((span) => span.from.slice(0, 10) <= date && date <= span.to.slice(0, 10))) workable++;
  }
  return workable;
}

function startOfDay(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00.000Z`);
}
