import { groupBy } from '../group-by.ts';
import { isHeld } from '../lifecycle/sendable.ts';
import { END_STEPS } from '../lifecycle/threads.ts';
import { isOpen } from './apply-drift.ts';
import type { Change, NoticeState, PartnerState } from './types.ts';

/** What tells whether a notice may be forgotten. */
interface Ago {
  /** What ended before this instant cannot come back as the same change. */
  before: string;
  isSettled(notice: NoticeState): boolean;
}

/**
 * Ids of notices on which no decision hangs any more: all of a change that is over for good; of one that came back, and
 * of what belongs to no change, all but the last of each kind. Nothing that may still leave, and of each
 * contact at least one: a name that a ledger has stays its name.
 */
export function forgettableNotices(state: PartnerState, ago: Ago): Set<string> {
  const gone = new Set<string>();
  for (const [ref, notices] of groupBy(Object.values(state.notices), ({ due }) => due.change ?? '')) {
    const change = state.changes[ref];
    const old = notices.filter((one) => ago.isSettled(one) && isOfBefore(one, change, ago.before));
    const isOver = change ? isOverFor(change, state, ago.before) : ref !== '';
    for (const { due } of isOver ? old : balanced(old, notices, ago.before)) gone.add(due.id);
  }
  for (const notices of groupBy(Object.values(state.notices), ({ due }) => due.contact).values()) {
    if (notices.every(({ due }) => gone.has(due.id))) gone.delete(newest(notices).due.id);
  }
  return gone;
}

/** True for a change that nothing can open again: what is suspected anew may have begun soon after its end. */
function isOverFor({ closedAt, drifts }: Change, state: PartnerState, before: string): boolean {
  if (closedAt === null || closedAt >= before) return false;
  return !drifts.some((key) => Object.values(state.drifts[key]?.environments ?? {}).some(isOpen));
}

/** True for a notice of an earlier occurrence of its change, of a change that is over, or of none. */
function isOfBefore({ due, at }: NoticeState, change: Change | undefined, before: string): boolean {
  if (due.change === null || !change) return at < before;
  return due.occurrence < change.occurrence || (change.closedAt !== null && change.closedAt < before);
}

/**
 * Of old notices those that are not the last of their kind. Whether somebody has heard of an end or of a return is
 * counted, so of these as many of one go as of the other.
 */
function balanced(old: readonly NoticeState[], all: readonly NoticeState[], before: string): NoticeState[] {
  const last = new Set([...groupBy(all, (one) => kindOf(one, before)).values()].map(newest));
  const rest = old.filter((one) => !last.has(one));
  const gone = rest.filter((one) => !isReturn(one) && !isEnd(one));
  const listeners = groupBy(
    rest.filter((one) => isReturn(one) || isEnd(one)),
    ({ due }) => `${due.side} ${due.contact}`,
  );
  for (const heard of listeners.values()) {
    const [returns, ends] = [heard.filter(isReturn).toSorted(byAge), heard.filter(isEnd).toSorted(byAge)];
    const pairs = Math.min(returns.length, ends.length);
    gone.push(...returns.slice(0, pairs), ...ends.slice(0, pairs));
  }
  return gone;
}

function isReturn(notice: NoticeState): boolean {
  return notice.due.step === 'reopened' && isHeardOf(notice);
}

function isEnd(notice: NoticeState): boolean {
  return END_STEPS.has(notice.due.step) && isHeardOf(notice);
}

function isHeardOf(notice: NoticeState): boolean {
  return notice.sentAt !== null || !isHeld(notice);
}

/** What is told by the last of these as well as by all of them. */
function kindOf(notice: NoticeState, before: string): string {
  const { side, contact, step, environment, ahead, subject } = notice.due;
  const date = ahead && ahead.on >= before.slice(0, 10) ? ahead.on : '';
  const isVoid = notice.voidedAt !== undefined;
  return JSON.stringify([side, contact, step, environment, date, subject, isHeardOf(notice), isVoid]);
}

function newest(notices: readonly NoticeState[]): NoticeState {
  return notices.toSorted(byAge).at(-1) as NoticeState;
}

function byAge(a: NoticeState, b: NoticeState): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.due.n !== b.due.n) return a.due.n - b.due.n;
  return a.due.id < b.due.id ? -1 : 1;
}
