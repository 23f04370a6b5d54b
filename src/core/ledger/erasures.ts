import type { Actor, Commitment, EntryBody } from './types.ts';

/** When, by whom and why something was erased. */
export interface Erasure {
  what: 'payload' | 'contact';
  commitment: string;
  at: string;
  by: Actor;
  why: string;
}

/** What a ledger binds outside itself. */
export interface Bound {
  /** Every payload, by its commitment: the first entry that names it. */
  payloads: Map<string, { seq: number; at: string; kind: Commitment['kind'] }>;
  /** Names of contacts, and the entries that have them. */
  contacts: Map<string, number[]>;
  /** By commitment; the first erasure counts. */
  erased: Map<string, Erasure>;
}

/** A ledger before its first entry. */
export function nothingBound(): Bound {
  return { payloads: new Map(), contacts: new Map(), erased: new Map() };
}

/** Adds what one more entry binds and erases. */
export function addBound(bound: Bound, { seq, at, by, evidence, notices, transitions }: EntryBody): void {
  for (const { sha256, kind } of evidence)
    if (!bound.payloads.has(sha256)) bound.payloads.set(sha256, { seq, at, kind });
  for (const { contact } of notices) {
    const entries = bound.contacts.get(contact) ?? [];
    if (entries.at(-1) !== seq) bound.contacts.set(contact, [...entries, seq]);
  }
  for (const step of transitions) {
    if (step.type !== 'erased' || bound.erased.has(step.commitment)) continue;
    const { what, commitment, why } = step;
    bound.erased.set(commitment, { what, commitment, at, by, why });
  }
}
