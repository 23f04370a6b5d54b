import type { Agreement } from '../agreement/types.ts';
import { daysBetween, isLate } from '../drift/calendar.ts';
import type { Coming } from '../drift/finding.ts';
import { dayOf } from './day-of.ts';
import { noticeGiven } from './notice-given.ts';
import type { ComingSource, Estimate } from './types.ts';

/** A coming change with everything that is known of it. */
export type ComingRecord = Coming &
  Required<
    Pick<
      Coming,
      'subject' | 'driftKeys' | 'since' | 'notice' | 'estimate' | 'moved' | 'sources' | 'contradictions'
    >
  >;

/** What a record is counted by. */
export interface Dates {
  /** ISO instant or day. */
  now: string;
  agreement: Pick<Agreement, 'migrationDays' | 'changeFreeze' | 'noticeDays'>;
}

/** The record of a coming change as one source alone tells it. */
export function recordOf(
  subject: string,
  source: ComingSource,
  { now, agreement }: Dates,
  estimate: Estimate | null = null,
): ComingRecord {
  const on = dayOf(source);
  const since = source.since ?? now.slice(0, 10);
  const agreed = source.level === null ? null : agreement.noticeDays[source.level];
  return {
    change: source.change,
    driftKey: source.driftKey,
    environment: source.environment,
    operation: source.operation,
    what: source.what,
    on,
    known: source.known,
    daysLeft: on === null ? null : daysBetween(now, on),
    late: on !== null && isLate(now, on, agreement),
    subject,
    driftKeys: source.driftKey === null ? [] : [source.driftKey],
    ...(source.args ? { args: source.args } : {}),
    since,
    notice: noticeGiven(agreed, since, on),
    estimate,
    moved: [],
    sources: [{ ...source, since }],
    contradictions: [],
  };
}
