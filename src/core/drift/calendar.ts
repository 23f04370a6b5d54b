import type { Agreement } from '../agreement/types.ts';

const DAY = 86_400_000;

/** Whole days from one ISO instant or date to another; negative where it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((startOfDay(to) - startOfDay(from)) / DAY);
}

/** The ISO day (UTC) so many whole days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(startOfDay(day) + days * DAY).toISOString().slice(0, 10);
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

/**
 * Days between two dates in which we can ship: today counts, the day of the change does not. A day that several
 * freezes cover is left out once. At most ten years are counted.
 */
export function workableDays(now: string, on: string, freeze: Agreement['changeFreeze']): number {
  const days = Math.max(0, Math.min(daysBetween(now, on), 3660));
  const spans = freeze
    .map(({ from, to }) => ({
      first: Math.max(0, daysBetween(now, from)),
      after: Math.min(days, daysBetween(now, to) + 1),
    }))
    .filter(({ first, after }) => first < after)
    .toSorted((one, other) => one.first - other.first);
  let frozen = 0;
  let covered = 0;
  for (const { first, after } of spans) {
    frozen += Math.max(0, after - Math.max(first, covered));
    covered = Math.max(covered, after);
  }
  return days - frozen;
}

function startOfDay(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00.000Z`);
}
