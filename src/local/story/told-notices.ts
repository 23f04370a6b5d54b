import type { Agreement, Journey } from '../../core/agreement/types.ts';
import type { NoticeState, PartnerState } from '../../core/ledger/types.ts';
import { releasable, waitingFor } from '../../core/lifecycle/sendable.ts';
import { messageOf } from '../../core/report/messages/messages.ts';
import { renderNotice } from '../../core/report/notice/notice.ts';
import type { RenderedNotice } from '../../core/report/notice/notice-layout.ts';

/** One change whose notice to the partner waits for a person, and that notice as the partner would get it. */
export interface HeldNotice {
  change: string;
  rendered: RenderedNotice;
}

/** Everything of a partner that waits for a release; contacts of one change get the same words. */
export function heldNotices(
  state: PartnerState,
  agreement: Agreement,
  journeys: readonly Journey[],
): HeldNotice[] {
  return releasable(state).flatMap((change) => {
    const first = waitingFor(state, change)[0];
    return first ? [{ change, rendered: readNotice(first, state, agreement, journeys) }] : [];
  });
}

/** A notice as its reader gets it. */
export function readNotice(
  notice: NoticeState,
  state: PartnerState,
  agreement: Agreement,
  journeys: readonly Journey[],
): RenderedNotice {
  return renderNotice({ agreement, state, due: notice.due, journeys, messageOf });
}

const RULE = `+${'-'.repeat(79)}`;

/** A text set off from what is around it. */
export function boxed(text: string): string {
  const lines = text.trimEnd().split('\n');
  return [RULE, ...lines.map((line) => `| ${line}`.trimEnd()), RULE].join('\n');
}
