import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../hash.ts';
import type { Json } from '../json.ts';
import type { EntryBody } from './types.ts';

/** `prev` of a ledger's first entry. */
export const GENESIS = '0'.repeat(64);

/** An entry as it is stored: its body exactly as hashed. */
export interface SealedEntry {
  seq: number;
  body: string;
  hash: string;
  /** True if it makes something due to be sent: notices, or their release. No part of what is hashed. */
  due?: boolean;
}

/** Writes an entry's body as canonical JSON (RFC 8785) and hashes its bytes (SHA-256). */
export function sealEntry(body: EntryBody, sha256: Sha256): SealedEntry {
  const text = canonicalJson(body as unknown as Json);
  const due = body.notices.length > 0 || body.transitions.some(({ type }) => type === 'released');
  return { seq: body.seq, body: text, hash: sha256(text), ...(due ? { due } : {}) };
}
