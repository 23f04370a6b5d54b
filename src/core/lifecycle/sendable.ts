import type { NoticeState, PartnerState } from '../ledger/types.ts';

/** How often a notice is tried before it is given up. */
export const MAX_ATTEMPTS = 8;

/** True while a notice waits for a person's release. */
export function isHeld(notice: NoticeState): boolean {
  return notice.due.held && notice.releasedAt === null;
}

/** True for a notice that never leaves: a person dropped it, or its change has ended, or ended and come back. */
export function isDropped(notice: NoticeState, state: PartnerState): boolean {
  const { change, step } = notice.due;
  if (notice.sentAt !== null) return false;
  if (notice.voidedAt !== undefined || notice.dropped !== undefined) return true;
  if (change === null || step === 'resolved' || step === 'retracted' || step === 'accepted') return false;
  return state.changes[change]?.closedAt != null;
}

/** Notices that are to leave now: due, not held, not sent, not void, not given up; in the order they became due. */
export function sendable(state: PartnerState): NoticeState[] {
  return Object.values(state.notices)
    .filter((one) => one.sentAt === null && !isHeld(one) && !isDropped(one, state))
    .filter((one) => one.attempts.length < MAX_ATTEMPTS)
    .toSorted((a, b) => (a.at === b.at ? (a.due.id < b.due.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** Notices of a change that wait for a person's release. */
export function waitingFor(state: PartnerState, change: string): NoticeState[] {
  return Object.values(state.notices).filter(
    (one) => one.due.change === change && isHeld(one) && one.sentAt === null && !isDropped(one, state),
  );
}

/** References of all changes with something to release, in the order of their numbers. */
export function releasable(state: PartnerState): string[] {
  return Object.values(state.changes)
    .filter((change) => waitingFor(state, change.ref).length > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((change) => change.ref);
}
