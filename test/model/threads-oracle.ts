import type { EntryBody, NoticeDue } from '../../src/core/ledger/types.ts';

/** What one contact has heard of one change, by the entries alone. */
interface Heard {
  open: boolean;
  ends: number;
  openings: number;
}

const OPENING = new Set(['announce', 'summary', 'reopened']);
const ENDING = new Set(['resolved', 'retracted', 'accepted']);

/**
 * Follows every contact of every change through the entries. Yields what must not be: two open notices, an end without
 * a beginning or twice, news after the end. A held notice is heard once it is released.
 */
export function* threadFaults(entries: readonly EntryBody[]): Generator<string> {
  const threads = new Map<string, Heard>();
  const due = new Map<string, NoticeDue>();
  const ended = new Set<string>();
  const documents = new Set<string>();
  for (const entry of entries) {
    for (const one of entry.transitions) {
      if (one.type === 'change-closed') ended.add(one.change);
      if (one.type === 'reopened') ended.delete(one.change);
      if (one.type === 'confirmed') documents.add(one.change);
      if (one.type !== 'released') continue;
      for (const id of one.notices) {
        const notice = due.get(id);
        if (!notice) yield `a notice that was never due is released: ${id}`;
        else yield* hear(threads, notice);
      }
    }
    for (const notice of entry.notices) {
      if (due.has(notice.id)) yield `notice ${notice.id} is due twice (${notice.step} of ${notice.change})`;
      due.set(notice.id, notice);
      if (!notice.held) yield* hear(threads, notice);
    }
  }
  yield* leftOpen(threads, { ended, documents, due: [...due.values()] });
}

function* hear(threads: Map<string, Heard>, notice: NoticeDue): Generator<string> {
  if (notice.change === null) return;
  const key = keyOf(notice);
  const heard = threads.get(key) ?? { open: false, ends: 0, openings: 0 };
  threads.set(key, heard);
  if (ENDING.has(notice.step)) {
    if (!heard.open) yield `${key} hears ${notice.step} of what is not open`;
    heard.open = false;
    heard.ends++;
  } else if (OPENING.has(notice.step)) {
    if (heard.open) yield `${key} has two open notices: ${notice.step}`;
    if (notice.step === 'reopened' && heard.ends === 0) yield `${key} hears that what never ended is back`;
    if (notice.step !== 'reopened' && heard.ends > 0) yield `${key} hears ${notice.step} after the end`;
    heard.open = true;
    heard.openings++;
  } else if (!heard.open && heard.ends > 0) yield `${key} hears ${notice.step} after the end`;
  else heard.open = true;
}

/** Changes that have ended and whose listeners have no end due. A summary that a newer version replaced needs none. */
function* leftOpen(
  threads: ReadonlyMap<string, Heard>,
  on: { ended: ReadonlySet<string>; documents: ReadonlySet<string>; due: readonly NoticeDue[] },
): Generator<string> {
  const waiting = new Map<string, number>();
  for (const notice of on.due) {
    if (ENDING.has(notice.step)) waiting.set(keyOf(notice), (waiting.get(keyOf(notice)) ?? 0) + 1);
  }
  for (const [key, { open, ends }] of threads) {
    const change = key.split(' ')[0] ?? '';
    if (!open || !on.ended.has(change) || !on.documents.has(change)) continue;
    if ((waiting.get(key) ?? 0) <= ends) yield `${key} never hears the end`;
  }
}

function keyOf({ change, side, contact }: NoticeDue): string {
  return `${change} ${side} ${contact.slice(0, 6)}`;
}
