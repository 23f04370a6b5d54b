import type { Contact } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Erased } from '../core/ledger/erased.ts';
import { addBound, type Bound, nothingBound } from '../core/ledger/erasures.ts';
import { contactHash, saltedContact } from '../core/ledger/ids.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { Actor } from '../core/ledger/types.ts';
import { type CommitPorts, commit } from './commit.ts';
import type { ContactBook, ErasableEvidence } from './ports.ts';

/** What to erase of a partner: one payload, all payloads of entries from before an instant, or somebody's address. */
export type EraseWhat =
  | { payload: string }
  | { before: string }
  | { contact: string }
  /** What people told of journeys, of this one or (null) of all. */
  | { signals: string | null };

/** What erasing needs. */
export type ErasePorts = CommitPorts & { evidence: ErasableEvidence; contacts: ContactBook };

/** What was erased, and what could not be. */
export interface EraseResult {
  /** Commitments of payloads that are gone, those that no entry names included. */
  payloads: string[];
  /** Names of contacts whose salt is gone. */
  contacts: string[];
  /** Entries from before names had salts that name the contact: its hash stays in the chain. */
  namedPlainly: number[];
}

/** Erasures in one entry, which has to fit into an item of the table. */
const PER_ENTRY = 1_000;

/**
 * Takes payloads with their salts, and the salts of contacts' names, out of what is kept. That it was done, why and by
 * whom becomes an entry first: what ends between the two is finished by doing it again. The chain stays as it was; its
 * hashes of what is gone match nothing that anybody could try.
 *
 * @throws ForewarnError `not-found` where nothing of it is kept.
 */
export async function erase(
  ports: ErasePorts,
  on: { partner: string; what: EraseWhat; why: string; by: Actor },
): Promise<EraseResult> {
  const { partner, what, why } = on;
  const bound = await boundBy(ports, partner);
  const payloads = await payloadsOf(ports, partner, what, bound);
  const named = 'contact' in what ? await namesOf(ports, partner, what.contact, bound) : NOBODY;
  const found = payloads.length + named.salted.length + named.plain.length;
  if (found === 0) throw nothingToErase(partner, what);
  const steps = [
    ...payloads.filter((sha256) => bound.payloads.has(sha256)).map(step('payload')),
    ...named.salted.filter((name) => bound.contacts.has(name)).map(step('contact')),
  ].filter(({ commitment }) => !bound.erased.has(commitment));
  for (let at = 0; at < steps.length; at += PER_ENTRY) {
    const transitions: Erased[] = steps.slice(at, at + PER_ENTRY).map((one) => ({ ...one, why }));
    await commit(ports, partner, {
      by: on.by,
      look: null,
      agreement: null,
      propose: () => ({ transitions, notices: [], evidence: [] }),
    });
  }
  for (const sha256 of payloads) await ports.evidence.erase(partner, sha256);
  for (const name of named.salted) await ports.contacts.remove(partner, name);
  const namedPlainly = named.plain.flatMap((name) => bound.contacts.get(name) ?? []);
  return { payloads, contacts: named.salted, namedPlainly };
}

function step(what: Erased['what']) {
  return (commitment: string) => ({ type: 'erased', what, commitment }) as const;
}

async function boundBy(ports: ErasePorts, partner: string): Promise<Bound> {
  const bound = nothingBound();
  for await (const entry of ports.ledger.entries(partner)) addBound(bound, parseEntry(entry));
  return bound;
}

/** Commitments of the payloads that are meant and still kept. */
async function payloadsOf(
  { evidence }: ErasePorts,
  partner: string,
  what: EraseWhat,
  bound: Bound,
): Promise<string[]> {
  const kept: string[] = [];
  for await (const sha256 of evidence.list(partner)) kept.push(sha256);
  kept.sort();
  if ('payload' in what) return kept.filter((sha256) => sha256 === what.payload);
  if ('signals' in what)
    return (await signalsOf(evidence, partner, kept, bound))
      .filter(({ journey }) => what.signals === null || journey === what.signals)
      .map(({ sha256 }) => sha256);
  if ('before' in what) {
    const told = await signalsOf(evidence, partner, kept, bound);
    const old = new Set(told.filter(({ at }) => at < what.before).map(({ sha256 }) => sha256));
    return kept.filter((sha256) => {
      const entry = bound.payloads.get(sha256);
      return entry === undefined ? old.has(sha256) : entry.at < what.before;
    });
  }
  const naming: string[] = [];
  const address = what.contact.toLowerCase();
  for (const sha256 of kept) {
    const payload = await evidence.get(partner, sha256);
    if (payload !== null && JSON.stringify(payload).toLowerCase().includes(address)) naming.push(sha256);
  }
  return naming;
}

/** What people told of journeys: payloads that no entry names. */
async function signalsOf(
  evidence: ErasableEvidence,
  partner: string,
  kept: readonly string[],
  bound: Bound,
): Promise<{ sha256: string; journey: string; at: string }[]> {
  const found = [];
  for (const sha256 of kept.filter((one) => !bound.payloads.has(one))) {
    const { kind, journey, at } = (await evidence.get(partner, sha256)) ?? {};
    if (kind === 'signal') found.push({ sha256, journey: String(journey), at: String(at) });
  }
  return found;
}

interface Names {
  salted: string[];
  plain: string[];
}

const NOBODY: Names = { salted: [], plain: [] };

/** Names of a contact in the ledger: those whose salt is kept, and those that were made without one. */
async function namesOf(
  { contacts, sha256 }: ErasePorts,
  partner: string,
  address: string,
  bound: Bound,
): Promise<Names> {
  const book = await contacts.read(partner);
  const meant = contactsOf(address);
  return {
    salted: book
      .filter(({ name, salt }) => meant.some((one) => saltedContact(one, salt, sha256) === name))
      .map(({ name }) => name),
    plain: meant.map((one) => contactHash(one, sha256)).filter((name) => bound.contacts.has(name)),
  };
}

/** What an address may stand for in an agreement. */
function contactsOf(address: string): Contact[] {
  const spelled = [...new Set([address, address.toLowerCase()])];
  return spelled.flatMap((one): Contact[] => [
    { kind: 'email', address: one },
    { kind: 'webhook', url: one, secret: null },
    { kind: 'slack', secret: one },
  ]);
}

function nothingToErase(partner: string, what: EraseWhat): ForewarnError {
  const [wanted, fix] =
    'payload' in what
      ? ['that payload', `\`forewarn history ${partner} --format json\` lists payloads under "evidence"`]
      : 'before' in what
        ? [`payloads from before ${what.before}`, 'nothing has to be done']
        : 'signals' in what
          ? ['what people told', 'their texts lie with the partner of the first step of a journey']
          : ['that contact', 'is the address written as in the agreement?'];
  return new ForewarnError('not-found', `nothing is kept of ${wanted} in the history of ${partner}`, { fix });
}
