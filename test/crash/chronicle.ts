import type { StoredEntry } from '../../src/app/ports.ts';
import type { CrashEvent } from './events.ts';

/** What is known of a data folder from outside: what must never be otherwise again. */
export interface Chronicle {
  /** Hash by `partner/sequence` of everything that was answered as appended, or read once. */
  entries: Map<string, string>;
  /** Ids of notices whose sending is recorded. */
  recorded: Set<string>;
}

/** A chronicle of a new folder. */
export function newChronicle(): Chronicle {
  return { entries: new Map(), recorded: new Set() };
}

/** Takes in what a life has told. Yields what must not have happened. */
export function* takeIn(chronicle: Chronicle, events: readonly CrashEvent[]): Generator<string> {
  for (const { when, doing, partner, entry, notice } of events) {
    if (when === 'before' && doing === 'send' && notice && chronicle.recorded.has(notice)) {
      yield `notice ${notice} is sent again although its sending is in the ledger`;
    }
    if (!entry) continue;
    yield* know(chronicle, partner, entry);
    for (const id of entry.records) {
      if (chronicle.recorded.has(id)) yield `notice ${id} is recorded as sent twice`;
      chronicle.recorded.add(id);
    }
  }
}

/** Compares a folder's entries of a partner with what is known, and knows them from now on. */
export function* compareEntries(
  chronicle: Chronicle,
  partner: string,
  entries: readonly StoredEntry[],
): Generator<string> {
  for (const entry of entries) yield* know(chronicle, partner, entry);
  const there = new Set(entries.map(({ seq }) => `${partner}/${seq}`));
  for (const place of chronicle.entries.keys()) {
    if (place.startsWith(`${partner}/`) && !there.has(place)) yield `entry ${place} was appended and is gone`;
  }
}

function* know(
  chronicle: Chronicle,
  partner: string,
  { seq, hash }: { seq: number; hash: string },
): Generator<string> {
  const place = `${partner}/${seq}`;
  const known = chronicle.entries.get(place);
  if (known !== undefined && known !== hash) yield `entry ${place} is another one than before`;
  chronicle.entries.set(place, hash);
}
