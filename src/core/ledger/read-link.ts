import { canonicalPattern } from './canonical-pattern.ts';
import { entryBody, parseEntry } from './parse-entry.ts';
import type { SealedEntry } from './seal.ts';

/** What of an entry's body binds it to the one before. */
export interface Link {
  partner: string;
  seq: number;
  prev: string;
  at: string;
}

/** Longer bodies are parsed: a match keeps its way back in memory. */
const MOST_CHARACTERS = 1_000_000;

let pattern: RegExp | undefined;

/**
 * Reads the link of an entry without making a value of all of its body. A body as this version writes it is checked in
 * one pass over its text; every other one is parsed in full, so that both ways refuse the same.
 *
 * @throws ForewarnError `integrity` as {@link parseEntry}.
 */
export function readLink(entry: SealedEntry): Link {
  pattern ??= new RegExp(`^${canonicalPattern(entryBody, ['at', 'partner', 'prev', 'seq'])}$`);
  const found = entry.body.length > MOST_CHARACTERS ? null : pattern.exec(entry.body);
  if (!found) return parseEntry(entry);
  const [, at = '', partner = '', prev = '', seq = ''] = found;
  return {
    partner: partner.includes('\\') ? JSON.parse(partner) : partner.slice(1, -1),
    seq: Number(seq),
    prev: prev.slice(1, -1),
    at: at.slice(1, -1),
  };
}
