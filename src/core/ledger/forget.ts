import { isDropped, isHeld, MAX_ATTEMPTS } from '../lifecycle/sendable.ts';
import { isOpen } from './apply-drift.ts';
import { forgettableNotices } from './forget-notices.ts';
import type { Change, Drift, NoticeState, PartnerState } from './types.ts';

/** From how much on a present forgets, and what it keeps then whatever there is. */
export interface Keeping {
  /** Notices up to which all are kept. */
  notices: number;
  /** Changes that have ended, newest first. */
  endedChanges: number;
  /** Drifts that have ended, of changes that are kept or of none. */
  endedDrifts: number;
  /** What ended within so many days is kept whatever there is: it may be back, and is the same change then. */
  days: number;
}

/** What every present is kept to. To change it makes another fold: see `FOLD_VERSION`. */
export const KEEPING: Keeping = { notices: 100, endedChanges: 50, endedDrifts: 200, days: 30 };

const DAY_MS = 86_400_000;

/**
 * A present without what is over and cannot matter to a decision any more, so that it does not grow for as long as its
 * ledger does. Everything that is open, waits, or ended lately stays; the ledger has the rest. Pure: hangs on the
 * state and the time of its last entry alone. Gives the state itself where nothing is to be forgotten.
 */
export function forget(state: PartnerState, keeping: Keeping = KEEPING): PartnerState {
  const { at } = state;
  if (at === null) return state;
  const before = new Date(Date.parse(at) - keeping.days * DAY_MS).toISOString();
  return withoutNotices(
    withoutDrifts(withoutChanges(state, before, keeping), before, keeping),
    before,
    keeping,
  );
}

/** True for a notice of which nothing is expected any more. */
export function isSettled(notice: NoticeState, state: PartnerState): boolean {
  if (notice.sentAt !== null || isDropped(notice, state)) return true;
  return !isHeld(notice) && notice.attempts.length >= MAX_ATTEMPTS;
}

function withoutChanges(state: PartnerState, before: string, keeping: Keeping): PartnerState {
  const all = Object.values(state.changes);
  const ended = all.filter((change): change is Change & { closedAt: string } => change.closedAt !== null);
  if (ended.length <= keeping.endedChanges) return state;
  // References are counted on from the last one.
  const last = Math.max(...all.map(({ number }) => number));
  const waiting = new Set(
    Object.values(state.notices).flatMap((one) => (isSettled(one, state) ? [] : (one.due.change ?? []))),
  );
  const old = ended
    .toSorted((a, b) => (a.closedAt === b.closedAt ? b.number - a.number : a.closedAt < b.closedAt ? 1 : -1))
    .slice(keeping.endedChanges)
    .filter(({ closedAt, number, ref }) => closedAt < before && number !== last && !waiting.has(ref))
    .filter(({ drifts }) => drifts.every((key) => hasEnded(state.drifts[key])));
  if (old.length === 0) return state;
  const gone = new Set(old.map(({ ref }) => ref));
  const drifts = Object.entries(state.drifts).filter(
    ([, { change }]) => change === null || !gone.has(change),
  );
  return {
    ...state,
    changes: without(state.changes, gone),
    drifts: Object.fromEntries(drifts),
  };
}

function withoutDrifts(state: PartnerState, before: string, keeping: Keeping): PartnerState {
  const ended = Object.values(state.drifts).filter(
    (drift) => (drift.change === null || !state.changes[drift.change]) && hasEnded(drift),
  );
  if (ended.length <= keeping.endedDrifts) return state;
  const old = ended
    .map((drift) => ({ key: drift.driftKey, since: lastBeginning(drift) }))
    .toSorted((a, b) => (a.since === b.since ? (a.key < b.key ? -1 : 1) : a.since < b.since ? 1 : -1))
    .slice(keeping.endedDrifts)
    .filter(({ since }) => since < before);
  if (old.length === 0) return state;
  return { ...state, drifts: without(state.drifts, new Set(old.map(({ key }) => key))) };
}

function withoutNotices(state: PartnerState, before: string, keeping: Keeping): PartnerState {
  const all = Object.values(state.notices);
  if (all.length <= keeping.notices) return state;
  const gone = forgettableNotices(state, { before, isSettled: (one) => isSettled(one, state) });
  return gone.size === 0 ? state : { ...state, notices: without(state.notices, gone) };
}

function hasEnded(drift: Drift | undefined): boolean {
  return !drift || !Object.values(drift.environments).some(isOpen);
}

function lastBeginning({ environments }: Drift): string {
  const times = Object.values(environments).map(({ since, confirmedAt }) =>
    confirmedAt !== null && confirmedAt > since ? confirmedAt : since,
  );
  return times.toSorted().at(-1) ?? '';
}

function without<Value>(map: Record<string, Value>, gone: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !gone.has(key)));
}
