import type { Agreement, Contact } from '../core/agreement/types.ts';
import { nameOfContact } from '../core/ledger/contact-names.ts';
import { saltedContact } from '../core/ledger/ids.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { Ports, SaltedName } from './ports.ts';

/** What names are made with. */
export type NamingPorts = Pick<Ports, 'calendar' | 'contacts' | 'sha256'>;

/**
 * The agreement with each contact under the name that the partner's ledger has for it. One that has none gets one,
 * with a salt of its own that is kept before anything is written under the name.
 *
 * A simulated ledger tells nobody who exists, and has the same names in every run: there they have no salts.
 */
export async function nameContacts(
  ports: NamingPorts,
  agreement: Agreement,
  state: PartnerState,
): Promise<Agreement> {
  const { partner, contacts } = agreement;
  const inLedger = new Set(Object.values(state.notices).map(({ due }) => due.contact));
  const all = await named(ports, { partner, contacts: [...contacts.ours, ...contacts.theirs], inLedger });
  const ours = all.slice(0, contacts.ours.length);
  return { ...agreement, contacts: { ...contacts, ours, theirs: all.slice(ours.length) } };
}

/** Contacts under the names that one partner's book has for them, in order. @param on.inLedger names that are in use */
export async function named(
  ports: NamingPorts,
  on: { partner: string; contacts: readonly Contact[]; inLedger: ReadonlySet<string> },
): Promise<Contact[]> {
  const { contacts: book, sha256 } = ports;
  const { partner, inLedger } = on;
  if (!book || ports.calendar.kind === 'simulated' || on.contacts.length === 0) return [...on.contacts];
  const kept = await book.read(partner);
  const begin = async (contact: Contact): Promise<SaltedName> => {
    const salt = book.draw();
    const made = { name: saltedContact(contact, salt, sha256), salt };
    await book.add(partner, made);
    kept.push(made);
    return made;
  };
  const all: Contact[] = [];
  for (const contact of on.contacts) {
    const known = nameOfContact(contact, { book: kept, inLedger }, sha256);
    all.push({ ...contact, named: known ?? (await begin(contact)) });
  }
  return all;
}
