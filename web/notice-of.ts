import { messageOf } from '../src/core/report/messages/messages.ts';
import { renderNotice } from '../src/core/report/notice/notice.ts';
import type { RenderedNotice } from '../src/core/report/notice/notice-layout.ts';
import type { PartnerView } from './types.ts';

/** A notice of a partner as it was or will be sent; null where its ledger has none of that id. */
export function noticeOf({ agreement, state, journeys }: PartnerView, id: string): RenderedNotice | null {
  const due = state.notices[id]?.due;
  return due ? renderNotice({ agreement, state, due, journeys, messageOf }) : null;
}
