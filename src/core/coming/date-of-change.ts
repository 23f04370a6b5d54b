import type { Agreement } from '../agreement/types.ts';
import type { DriftFacts, PartnerState } from '../ledger/types.ts';
import { knownSince, noticeGiven } from './notice-given.ts';
import { levelOf } from './sources/from-findings.ts';
import type { KnownDate, NoticeGiven } from './types.ts';

/** What the ledger says of a change's date beside the date. */
export interface DateHistory {
  /** The date before this one; null where it never moved. */
  was: KnownDate | null;
  notice: NoticeGiven;
}

/**
 * What the ledger says of the date of some differences: since when it gave notice, against what was agreed, and what it
 * was before.
 *
 * @param on ISO day
 */
export function dateHistory(
  drifts: readonly DriftFacts[],
  on: string,
  { state, agreement, at }: { state: PartnerState; agreement: Pick<Agreement, 'noticeDays'>; at: string },
): DateHistory {
  const dates = drifts.flatMap(({ subject }) =>
    Object.values(state.environments).flatMap(({ coming }) => coming?.[subject]?.dates ?? []),
  );
  const known = [...dates, ...drifts.flatMap(({ driftKey }) => firstRecords(driftKey, dates, state))];
  const since = knownSince(known, on) ?? at.slice(0, 10);
  const agreed = drifts.flatMap((one) => {
    const level = levelOf(one, one.effect);
    return level === null ? [] : (agreement.noticeDays[level] ?? []);
  });
  const moved = dates.toSorted((one, other) => (one.since < other.since ? -1 : 1));
  const before = moved.findLast((one) => one.on !== on) ?? null;
  const isLast = before !== null && moved.some((one) => one.on === on && one.since >= before.since);
  return {
    was: isLast && before.on !== null ? before : null,
    notice: noticeGiven(agreed.length === 0 ? null : Math.max(...agreed), since, on),
  };
}

/** A difference that was known before it had a date. */
function firstRecords(driftKey: string, dates: readonly KnownDate[], state: PartnerState): KnownDate[] {
  const first = dates.map(({ since }) => since).toSorted()[0];
  return Object.values(state.drifts[driftKey]?.environments ?? {})
    .map((life) => ({ on: life.facts.coming?.on?.slice(0, 10) ?? null, since: life.since.slice(0, 10) }))
    .filter(({ since }) => first === undefined || since < first)
    .map((one) => (first === undefined ? one : { ...one, on: null }));
}
