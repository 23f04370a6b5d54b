import type { Change, NoticeDue, NoticeState, NoticeStep, PartnerState } from '../ledger/types.ts';
import { isHeld } from './sendable.ts';

/** Steps that end what a contact was told of a change. */
export const END_STEPS: ReadonlySet<NoticeStep> = new Set<NoticeStep>(['resolved', 'retracted', 'accepted']);

/** Somebody who was told of a change, or may have been while a send was under way. */
export type Listener = Pick<NoticeDue, 'side' | 'contact'>;

interface Thread extends Listener {
  /** Heard of it at all. */
  told: boolean;
  /** How often it was told that the change is back. */
  returns: number;
  /** How often it was told that the change has ended. */
  ends: number;
}

/** Those who were told of a change and not of its end: they hear the end. */
export function openThreads(change: Change, state: PartnerState): Listener[] {
  return threads(change, state).filter((one) => one.told && 1 + one.returns > one.ends);
}

/** Those who were told of a change's end and not of its return. */
export function endedThreads(change: Change, state: PartnerState): Listener[] {
  return threads(change, state).filter((one) => one.ends > 0 && 1 + one.returns <= one.ends);
}

/** Notices of a change to one contact, without what was overtaken or dropped before it left. */
export function noticesTo(change: Change, to: Listener, state: PartnerState): NoticeState[] {
  return Object.values(state.notices).filter(
    ({ due, voidedAt, dropped }) =>
      due.change === change.ref &&
      due.side === to.side &&
      due.contact === to.contact &&
      voidedAt === undefined &&
      dropped === undefined,
  );
}

function threads(change: Change, state: PartnerState): Thread[] {
  const all = new Map<string, Thread>();
  for (const notice of Object.values(state.notices)) {
    const { due } = notice;
    if (due.change !== change.ref || (notice.sentAt === null && isHeld(notice))) continue;
    const key = `${due.side} ${due.contact}`;
    const thread = all.get(key) ?? {
      side: due.side,
      contact: due.contact,
      told: false,
      returns: 0,
      ends: 0,
    };
    if (END_STEPS.has(due.step)) thread.ends++;
    else if (due.step === 'reopened') thread.returns++;
    else thread.told = true;
    all.set(key, thread);
  }
  return [...all.values()].toSorted((a, b) =>
    a.side === b.side ? (a.contact < b.contact ? -1 : 1) : a.side < b.side ? -1 : 1,
  );
}
