/** A payload and its salt, or the salt of a contact's name, was taken out of what is kept; the chain stays whole. */
export interface Erased {
  type: 'erased';
  what: 'payload' | 'contact';
  /** The payload's commitment, or the contact's name in this ledger. */
  commitment: string;
  why: string;
}
