import { describeTransition } from '../core/ledger/describe.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { EntryBody } from '../core/ledger/types.ts';
import type { Ports } from './ports.ts';

/** One ledger entry, for reading. */
export interface HistoryRecord {
  seq: number;
  at: string;
  by: EntryBody['by'];
  hash: string;
  /** What became so, a line each. */
  lines: string[];
  entry: EntryBody;
  /** The entry byte for byte, as hashed. */
  body: string;
}

/** The entries of a partner in order, from the one after `after`. */
export async function* history(
  ports: Pick<Ports, 'ledger'>,
  partner: string,
  after = 0,
): AsyncGenerator<HistoryRecord> {
  for await (const stored of ports.ledger.entries(partner, after)) {
    const entry = parseEntry(stored);
    const lines = [
      ...entry.transitions.map(describeTransition),
      ...entry.notices.map(
        (due) => `notice ${due.id.slice(0, 8)} due to ${due.side} (${due.step}${due.held ? ', held' : ''})`,
      ),
    ];
    yield { seq: entry.seq, at: entry.at, by: entry.by, hash: stored.hash, lines, entry, body: stored.body };
  }
}
