import type { Sha256 } from '../hash.ts';
import { type Link, readLink } from './read-link.ts';
import { GENESIS, type SealedEntry } from './seal.ts';

/** What is wrong with a link of the chain. Closed. */
export type ChainFault =
  | 'missing' // a sequence is left out
  | 'hash' // the body's bytes do not have the stored hash
  | 'unreadable' // the body is no entry
  | 'sequence' // the body says another sequence
  | 'partner' // the body belongs to another partner
  | 'previous' // does not follow from the entry before
  | 'time'; // goes back in time

/** A chain that holds, or the first link that does not. */
export type ChainResult =
  | { ok: true; entries: number; head: string }
  | { ok: false; seq: number; why: ChainFault };

/** Where a walk along the chain stands. */
export interface ChainPosition {
  seq: number;
  head: string;
  at: string;
  partner: string | null;
}

/** The position before the first entry. */
export const CHAIN_START: ChainPosition = { seq: 0, head: GENESIS, at: '', partner: null };

/** Checks that `entry` is one, and follows from `position`: sequence, hash, previous hash, partner and time. */
export function followLink(
  position: ChainPosition,
  entry: SealedEntry,
  sha256: Sha256,
): { ok: true; position: ChainPosition } | { ok: false; seq: number; why: ChainFault } {
  const seq = position.seq + 1;
  const bad = (why: ChainFault) => ({ ok: false, seq, why }) as const;
  if (entry.seq !== seq) return bad('missing');
  if (sha256(entry.body) !== entry.hash) return bad('hash');
  let link: Link;
  try {
    link = readLink(entry);
  } catch {
    return bad('unreadable');
  }
  if (link.seq !== seq) return bad('sequence');
  if (position.partner !== null && link.partner !== position.partner) return bad('partner');
  if (link.prev !== position.head) return bad('previous');
  if (link.at < position.at) return bad('time');
  return { ok: true, position: { seq, head: entry.hash, at: link.at, partner: link.partner } };
}

/** Walks a whole ledger from its first entry; says the first bad sequence and why. */
export function verifyChain(entries: Iterable<SealedEntry>, sha256: Sha256): ChainResult {
  let position = CHAIN_START;
  for (const entry of entries) {
    const link = followLink(position, entry, sha256);
    if (!link.ok) return link;
    position = link.position;
  }
  return { ok: true, entries: position.seq, head: position.head };
}
