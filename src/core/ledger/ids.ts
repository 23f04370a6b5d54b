import type { Contact } from '../agreement/types.ts';
import { type Sha256, shortHash } from '../hash.ts';
import type { NoticeDue, NoticeStep, Side } from './types.ts';

/** What makes a notice this one and no other. */
export interface NoticeIdentity {
  /** Reference of the change; `<partner>/<environment>` for blindness and sight, which have none. */
  about: string;
  occurrence: number;
  side: Side;
  step: NoticeStep;
  /** See {@link contactHash}. */
  contact: string;
  /** Counts from 1 within the same subject, side, step and contact. */
  n: number;
}

/**
 * The one id of a notice: 32 hex digits, the same whenever and wherever it is computed, so that a
 * second delivery is recognised as the first (Message-ID and webhook id).
 */
export function noticeId(of: NoticeIdentity, sha256: Sha256): string {
  return shortHash([of.about, of.occurrence, of.side, of.step, of.contact, of.n], sha256);
}

/** A notice with its id. */
export function sealNotice(of: Omit<NoticeDue, 'id'>, partner: string, sha256: Sha256): NoticeDue {
  const about = of.change ?? `${partner}/${of.environment ?? ''}`;
  return { id: noticeId({ ...of, about }, sha256), ...of };
}

/** Identity of a look: 32 hex digits over partner, environment, the time it was due and, where it has a name, the vantage. */
export function lookId(
  partner: string,
  environment: string | null,
  scheduledTime: string,
  sha256: Sha256,
  vantage?: string,
): string {
  const from = vantage === undefined ? [] : [vantage];
  return shortHash([partner, environment, scheduledTime, ...from], sha256);
}

/**
 * How the ledger names a contact: by the name that it was given there (see `nameContact`), else, as in ledgers from
 * before names had salts, SHA-256 over its kind and its address, URL or secret's name.
 */
export function contactHash(contact: Contact, sha256: Sha256): string {
  return contact.named?.name ?? sha256(contactText(contact));
}

/** SHA-256 over salt (hex) and contact: 64 hex digits that nobody can try addresses against without the salt. */
export function saltedContact(contact: Contact, salt: string, sha256: Sha256): string {
  return sha256(`${salt}:${contactText(contact)}`);
}

function contactText(contact: Contact): string {
  switch (contact.kind) {
    case 'email':
      return `email:${contact.address}`;
    case 'webhook':
      return `webhook:${contact.url}`;
    case 'slack':
      return `slack:${contact.secret}`;
    default:
      return contact satisfies never;
  }
}
