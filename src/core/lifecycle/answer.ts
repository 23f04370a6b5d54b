import type { Agreement } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import { applyTransitions } from '../ledger/fold.ts';
import { contactHash } from '../ledger/ids.ts';
import type {
  Actor,
  Answer,
  NoticeDue,
  NoticeState,
  PartnerState,
  Side,
  Transition,
} from '../ledger/types.ts';
import { endNotices, type NoticeContext } from './notices.ts';
import { noticesTo, openThreads } from './threads.ts';
import { noticeTo } from './to-contact.ts';

/** An answer before it is written down. */
export type Said = Omit<Answer, 'at' | 'holds'>;

/**
 * What follows from an answer to a change: the other side hears of it. Taking it over ends the change: its differences
 * are accepted, and everyone who was told hears the end. Null where it says nothing new: the change is over, or it is what that side said last.
 */
export function decideAnswer(
  state: PartnerState,
  on: { ref: string; said: Said; at: string; agreement: Agreement; sha256: Sha256 },
): { transitions: Transition[]; notices: NoticeDue[] } | null {
  const { ref, said } = on;
  const change = state.changes[ref];
  if (!change || change.closedAt !== null) return null;
  const last = change.answers?.findLast((one) => one.side === said.side);
  if (last && said.text === null && last.holds !== false && isSame(last, said)) return null;
  const answered: Transition = { type: 'answered', change: ref, ...said };
  if (said.kind !== 'accepted') {
    const after = applyTransitions(state, on.at, [answered]);
    const notices = answeredNotices(ref, said.side, { ...on, after, environment: null });
    return { transitions: [answered], notices };
  }
  const transitions: Transition[] = [
    answered,
    ...acceptedLives(state, change.drifts, said.by),
    { type: 'change-closed', change: ref, how: 'accepted' },
  ];
  const after = applyTransitions(state, on.at, transitions);
  const closed = after.changes[ref];
  const context = { after, agreement: on.agreement, environment: null, sha256: on.sha256 };
  return { transitions, notices: closed ? endNotices(closed, context) : [] };
}

/**
 * Those of the other side who were told of a change hear once that it was answered. Nobody does who has such a notice
 * that has not left yet: it says what was answered when it leaves.
 */
function answeredNotices(
  ref: string,
  by: Side,
  on: Pick<NoticeContext, 'after' | 'agreement' | 'environment' | 'sha256'>,
): NoticeDue[] {
  const change = on.after.changes[ref];
  if (!change) return [];
  const listening = new Set(on.agreement.contacts[otherOf(by)].map((to) => contactHash(to, on.sha256)));
  return openThreads(change, on.after)
    .filter(({ side, contact }) => side !== by && listening.has(contact))
    .filter((to) => !noticesTo(change, to, on.after).some(isWaiting))
    .map((to) => noticeTo(change, 'answered', to, on));
}

function isWaiting({ due, sentAt }: NoticeState): boolean {
  return due.step === 'answered' && sentAt === null;
}

function otherOf(side: Side): Side {
  return side === 'ours' ? 'theirs' : 'ours';
}

function isSame(last: Answer, said: Said): boolean {
  return last.kind === said.kind && last.on === said.on && last.by.id === said.by.id;
}

function acceptedLives(state: PartnerState, drifts: readonly string[], by: Actor): Transition[] {
  return drifts.flatMap((driftKey) =>
    Object.entries(state.drifts[driftKey]?.environments ?? {})
      .filter(([, life]) => life.state === 'suspected' || life.state === 'confirmed')
      .map(
        ([environment]): Transition => ({ type: 'accepted', environment: environment || null, driftKey, by }),
      ),
  );
}

/** Known differences that are not taken over yet, as what takes them over; in the order of their keys. */
export function acceptStanding(state: PartnerState, by: Actor): Extract<Transition, { type: 'accepted' }>[] {
  return Object.keys(state.drifts)
    .toSorted()
    .flatMap((driftKey) =>
      Object.entries(state.drifts[driftKey]?.environments ?? {})
        .filter(([, life]) => life.state === 'standing')
        .map(([environment]) => ({
          type: 'accepted' as const,
          environment: environment || null,
          driftKey,
          by,
        })),
    );
}
