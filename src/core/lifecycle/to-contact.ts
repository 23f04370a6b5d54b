import { sealNotice } from '../ledger/ids.ts';
import type { Change, NoticeDue, NoticeState, NoticeStep, PartnerState } from '../ledger/types.ts';
import type { NoticeContext } from './notices.ts';
import type { Listener } from './threads.ts';

/** A notice of a change to one contact, numbered after those of the same step that it had. Theirs is held where the agreement says so. */
export function noticeTo(
  change: Change,
  step: NoticeStep,
  { side, contact }: Listener,
  on: Pick<NoticeContext, 'after' | 'agreement' | 'environment' | 'sha256'>,
): NoticeDue {
  const n = nextNumber(
    on.after,
    ({ due }) =>
      due.change === change.ref && due.step === step && due.side === side && due.contact === contact,
  );
  const held = side === 'theirs' && on.agreement.contacts.theirsSend === 'hold';
  const { environment } = on;
  const { ref, occurrence } = change;
  return sealNotice(
    { change: ref, occurrence, side, step, contact, n, environment, held },
    on.after.partner,
    on.sha256,
  );
}

/** The number of the next notice of a kind: one more than the last, since earlier ones may be forgotten. */
export function nextNumber(state: PartnerState, isOne: (notice: NoticeState) => boolean): number {
  return (
    Math.max(
      0,
      ...Object.values(state.notices)
        .filter(isOne)
        .map(({ due }) => due.n),
    ) + 1
  );
}
