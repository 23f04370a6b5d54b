import type { Change, NoticeState } from '../src/core/ledger/types.ts';
import { isDropped, isHeld } from '../src/core/lifecycle/sendable.ts';
import type { RenderedNotice } from '../src/core/report/notice/notice-layout.ts';
import { type EvidenceRow, evidenceRows } from '../src/core/report/shown/evidence.ts';
import type { PageSources, PartnerView } from './types.ts';

/** A notice and its text, where it can be written. */
export interface ShownNotice {
  notice: NoticeState;
  rendered: RenderedNotice | null;
  fate: 'sent' | 'dropped' | 'over' | 'waits' | 'due';
}

/** One change with its evidence and its notices. */
export interface ChangeFactsShown {
  evidence: EvidenceRow[];
  notices: ShownNotice[];
}

/** What was seen of a change, and what each side was told or would be. */
export async function changeShown(
  sources: PageSources,
  view: PartnerView,
  change: Change,
): Promise<ChangeFactsShown> {
  const { state } = view;
  const notices = Object.values(state.notices).filter(({ due }) => due.change === change.ref);
  return {
    evidence: evidenceRows(change, state, await sources.evidence(view, change)),
    notices: notices.map((notice) => ({
      notice,
      rendered: sources.notice(view, notice.due.id),
      fate: fateOf(notice, isDropped(notice, state)),
    })),
  };
}

function fateOf(notice: NoticeState, dropped: boolean): ShownNotice['fate'] {
  if (notice.sentAt !== null) return 'sent';
  if (dropped) return notice.dropped ? 'dropped' : 'over';
  return isHeld(notice) ? 'waits' : 'due';
}
