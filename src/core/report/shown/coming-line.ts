import type { ComingRecord } from '../../coming/record.ts';
import type { KnownBy } from '../../coming/types.ts';
import { comingDetails, comingWords } from '../coming-words.ts';
import { nearestFirst } from '../nearest-first.ts';

/** One coming change, as the page and the API show it. */
export interface ComingLine {
  partner: string;
  change: string | null;
  environment: string | null;
  /** The operation by its summary, and what becomes of it. */
  what: string;
  /** ISO day; null: no date is known. */
  on: string | null;
  daysLeft: number | null;
  known: KnownBy;
  /** Whether the days left cover our own migration; `unknown` without a date or without `migration-days`. */
  timing: 'late' | 'in-time' | 'unknown';
  /** What else is known of it, a phrase each. */
  details: string[];
}

/**
 * What is coming from one partner, nearest date first.
 *
 * @param migrationDays how long ours takes; null: not known
 */
export function comingLinesOf(
  records: readonly ComingRecord[],
  { partner, migrationDays }: { partner: string; migrationDays: number | null },
): ComingLine[] {
  return nearestFirst(records).map((one) => ({
    partner,
    change: one.change ?? null,
    environment: one.environment ?? null,
    what: comingWords(one, { findings: [] }),
    on: one.on === null ? null : one.on.slice(0, 10),
    daysLeft: one.daysLeft,
    known: one.known,
    timing: one.late ? 'late' : one.on !== null && migrationDays !== null ? 'in-time' : 'unknown',
    details: comingDetails(one),
  }));
}
