import type { Contact, ContactName } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import { contactHash, saltedContact } from './ids.ts';

/** What names of contacts are found in. */
export interface KnownNames {
  /** Salts that are kept for the partner. */
  book: readonly { name: string; salt: string }[];
  /** Every name that stands in the partner's ledger. */
  inLedger: ReadonlySet<string>;
}

/**
 * How a partner's ledger names a contact; null where it has no name yet. A name made with a salt is found by trying
 * the salts that are kept. A contact that an older ledger names without one keeps that name: it cannot be taken out
 * of the chain, and another would make a stranger of somebody who was told already.
 */
export function nameOfContact(contact: Contact, known: KnownNames, sha256: Sha256): ContactName | null {
  const mine = known.book.filter(({ name, salt }) => saltedContact(contact, salt, sha256) === name);
  const used = mine.find(({ name }) => known.inLedger.has(name)) ?? mine[0];
  if (used) return used;
  const { named: _, ...written } = contact;
  const plain = contactHash(written as Contact, sha256);
  return known.inLedger.has(plain) ? { name: plain, salt: null } : null;
}
