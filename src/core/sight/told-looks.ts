import type { Cell } from '../drift/finding.ts';
import type { EntryBody, NoticeDue, NoticeStep } from '../ledger/types.ts';
import type { LookRun } from './types.ts';

const TELLS: ReadonlySet<NoticeStep> = new Set<NoticeStep>([
  'announce',
  'shipped',
  'reopened',
  'still-there',
]);

/**
 * What the partner had from us: of each change, from the first message that left for them until the change ended.
 *
 * @param until ms since 1970; what is still open goes on until then
 */
export function toldLooks(entries: readonly EntryBody[], until: number): LookRun[][] {
  const due = new Map<string, NoticeDue>();
  const told = new Map<string, number>();
  const ended = new Map<string, number>();
  const cells = new Map<string, Cell>();
  for (const entry of entries) {
    for (const notice of entry.notices)
      if (notice.side === 'theirs' && notice.change !== null && TELLS.has(notice.step))
        due.set(notice.id, notice);
    for (const transition of entry.transitions) {
      if (transition.type === 'change-opened') cells.set(transition.change, transition.cell);
      if (transition.type === 'change-closed') ended.set(transition.change, Date.parse(entry.at));
      if (transition.type === 'reopened') ended.delete(transition.change);
      if (transition.type !== 'attempted' || transition.outcome !== 'sent') continue;
      const ref = due.get(transition.notice)?.change;
      if (ref && !told.has(ref)) told.set(ref, Date.parse(entry.at));
    }
  }
  return [...told].map(([ref, from]) => {
    const showed = cells.get(ref) === 'announced' ? 'coming' : 'trouble';
    return [{ from, to: Math.max(from, ended.get(ref) ?? until), n: 1, showed, note: ref }];
  });
}
