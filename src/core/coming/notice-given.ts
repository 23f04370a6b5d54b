import { daysBetween } from '../drift/calendar.ts';
import type { KnownDate, NoticeGiven } from './types.ts';

/**
 * The notice given, in days from when we could first have known to the date, against the notice agreed. Where none was
 * agreed, or no date is known, nothing is short.
 */
export function noticeGiven(agreed: number | null, since: string, on: string | null): NoticeGiven {
  const given = on === null ? null : Math.max(0, daysBetween(since, on));
  return { agreed, given, short: agreed !== null && given !== null && given < agreed };
}

/**
 * The day from which a date gave notice: the first on which it was known to come, without a date or by then. A date
 * that is brought forward gives notice from when it was; one that is put off, from the beginning.
 *
 * @returns an ISO day, or null where nothing known before announced it
 */
export function knownSince(known: readonly KnownDate[], on: string | null): string | null {
  const days = known
    .filter((one) => on === null || one.on === null || one.on <= on)
    .map(({ since }) => since.slice(0, 10));
  return days.length === 0 ? null : (days.toSorted()[0] as string);
}
