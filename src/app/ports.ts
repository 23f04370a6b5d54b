import type { Agreement, Environment, Journey } from '../core/agreement/types.ts';
import type { RecordedDeliveries } from '../core/delivery/assign-deliveries.ts';
import type { SchemaValidators } from '../core/exchange/schema-validators.ts';
import type { Exchange, Failure, LiveObservation, Purpose } from '../core/exchange/types.ts';
import type { FeedEntry } from '../core/feed/types.ts';
import type { Sha256 } from '../core/hash.ts';
import type { JsonObject } from '../core/json.ts';
import type { EntryBody, PartnerState } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { PactFit } from '../core/pact/fit.ts';
import type { Pact } from '../core/pact/types.ts';
import type { QuotaAsk, QuotaGrant } from '../core/quota/types.ts';
import type { JourneyStore } from './journey-store.ts';
import type { MessageSource } from './message-source.ts';
import type { PactBroker } from './pact-broker.ts';
import type { RunStore } from './run-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import type { StatusPageSource, StatusPageStore } from './status-pages.ts';
import type { OpenMaker } from './walk-maker.ts';

/** Calendar time: may be compressed, stands still while a check runs. */
export interface Calendar {
  kind: 'real' | 'simulated';
  now(): Date;
}

/** Real time, for time-outs and pauses. */
export interface Monotonic {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A stored entry: its body exactly as hashed. */
export interface StoredEntry {
  seq: number;
  body: string;
  hash: string;
}

/** The hash-chained record of each partner. `append` is the commit. */
export interface LedgerStore {
  head(partner: string): Promise<StoredEntry | null>;
  /** Entries with seq > after, in order. */
  entries(partner: string, after?: number): AsyncIterable<StoredEntry>;
  /** Conditional put of head + 1; `conflict` if that sequence is taken. Never overwrites. `due` wakes who sends. */
  append(partner: string, entry: StoredEntry & { due?: boolean }): Promise<'appended' | 'conflict'>;
  partners(): Promise<string[]>;
}

/** Current state derived from the ledger; can be thrown away and rebuilt. */
export interface ProjectionStore {
  read(partner: string): Promise<PartnerState | null>;
  write(state: PartnerState): Promise<void>;
  clear(partner: string): Promise<void>;
}

/**
 * The salts by which each partner's ledger names contacts, apart from the ledger so that they can be forgotten; the
 * contacts themselves are not in it.
 */
export interface ContactBook {
  read(partner: string): Promise<SaltedName[]>;
  /** Durable when it resolves. One that is there stays as it is. */
  add(partner: string, name: SaltedName): Promise<void>;
  /** Forgets a salt for good; what is not there is no error. */
  remove(partner: string, name: string): Promise<void>;
  /** 32 random bytes, in hex. */
  draw(): string;
}

/** A name as the ledger has it, and the salt (64 hex digits) it was made with. */
export interface SaltedName {
  name: string;
  salt: string;
}

/** Payloads bound to the ledger by SHA-256(salt + payload). */
export interface EvidenceStore {
  put(partner: string, payload: JsonObject): Promise<{ sha256: string }>;
  get(partner: string, sha256: string): Promise<JsonObject | null>;
}

/** Evidence that can be forgotten: erasing removes salt and payload, and the ledger's hash then says nothing. */
export interface ErasableEvidence extends EvidenceStore {
  /** Erasing what is not there is no error. */
  erase(partner: string, sha256: string): Promise<void>;
  /** Commitments of all payloads of a partner that are kept, in no order. */
  list(partner: string): AsyncIterable<string>;
  /** A payload with its salt, as it is kept: what an auditor needs to compute the commitment. */
  sealed(partner: string, sha256: string): Promise<string | null>;
}

/** A document that was read, or why it was not. */
export type FetchedDocument =
  | { ok: true; document: ApiDocument; headers: Record<string, string>; notModified: boolean }
  | { ok: false; failure: Failure };

export interface DocumentSource {
  /** `location`: absolute path or URL. Address guard, size and time limits apply. */
  fetch(
    location: string,
    more: { externalRefs: string[]; allowPrivate: boolean; timeoutMs: number; counted?: CountedFetch },
  ): Promise<FetchedDocument>;
}

/** Fetches that count as calls to a partner, since they go to where its API is. */
export interface CountedFetch {
  partner: string;
  limits: QuotaAsk['limits'];
  /** Origins of the partner's environments; a fetch from anywhere else is not counted. */
  origins: readonly string[];
  /** Monotonic ms after which none begins. */
  deadlineMs: number;
}

/** Reads what partners announce, under the address guard and limits; the same text is read once. */
export interface FeedSource {
  /** @param url of a feed or a changelog page */
  read(
    url: string,
    more: { allowPrivate: boolean; timeoutMs: number; counted: CountedFetch },
  ): Promise<{ ok: true; entries: readonly FeedEntry[] } | { ok: false; failure: Failure }>;
}

/** One look at an environment. */
export interface LivePlan {
  agreement: Agreement;
  environment: Environment;
  baseline: ApiDocument;
  pacts: Pact[];
  /** Parsed `states.yaml`, or null. */
  states: JsonObject | null;
  /** What was sent, for the messages of the pacts; absent: nothing is recorded. */
  recorded?: RecordedDeliveries;
  allowPrivate: boolean;
  /** True if the partner is emulated on this machine: what is made there ends with it, and is not kept in mind. */
  emulated: boolean;
  /** Ours; what of it goes first where not everything can be done. */
  journeys?: readonly Journey[];
  /** Most calls that this look may make, so that some are left to later ones of the day; null: as many as there are. */
  share?: number | null;
  /** Monotonic ms by which the look must be over. */
  deadlineMs: number;
  /** Print the calls instead of making them. */
  dryRun?: (line: string) => void;
}

export interface LiveSource {
  observe(plan: LivePlan): Promise<LiveObservation>;
}

/** A call to a partner as we write it, before credentials are added. */
export interface PartnerCall {
  purpose: Exclude<Purpose, 'token' | 'document' | 'delivery'>;
  /** The number of the interaction that it serves, or null. */
  interaction: number | null;
  /** The operation key of the declared use, or null. */
  use: string | null;
  method: string;
  /** Below the environment's base URL, percent-encoded, without query. */
  path: string;
  /** Raw, without `?`. */
  query: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  /**
   * The status that is expected, or null. Where it is 401, the call is sent as written, without our credentials;
   * where it is a redirect, one to another origin is an answer and not a failure. Redirects are never followed.
   */
  expectedStatus: number | null;
}

/** What became of a call. `body` is the answer's, its content encoding undone. */
export type PartnerAnswer =
  | { sent: true; exchange: Exchange; body: Uint8Array }
  | { sent: false; skipped: 'mode' | 'budget' | 'doNotCall' };

/** Calls to one environment within one look: guarded, with credentials, under the quota, each recorded. */
export interface PartnerClient {
  /** Never rejects: what goes wrong is the exchange's failure. */
  call(call: PartnerCall): Promise<PartnerAnswer>;
  /** Everything recorded so far, token requests included. */
  exchanges(): Exchange[];
  /** Calls that the day's budget still has; null: it has no end, or nobody knows. */
  callsLeft?(): Promise<number | null>;
  close(): Promise<void>;
}

/** Opens the calls of one look. */
export type OpenPartner = (plan: LivePlan) => PartnerClient;

/** What all processes together ask of each partner: rate, calls at once, calls in 24 hours. Each method is atomic. */
export interface QuotaStore {
  take(partner: string, ask: QuotaAsk): Promise<QuotaGrant>;
  /** How many more calls the day allows, as things stand; null: as many as one likes. */
  left(partner: string, ask: Pick<QuotaAsk, 'limits' | 'now'>): Promise<number | null>;
  /** The call is over. `sentAt`: when it really left, in ms since 1970; null: it was never made, and counts for nothing. */
  giveBack(partner: string, hold: string, sentAt?: number | null): Promise<void>;
  /** No call to the partner's `origin` before this time (ms since 1970), but for no longer than a day. */
  pause(partner: string, origin: string, until: number): Promise<void>;
}

/** A message ready to leave. */
export interface OutgoingNotice {
  id: string;
  partner: string;
  side: 'ours' | 'theirs';
  contact: Agreement['contacts']['ours'][number];
  subject: string;
  text: string;
  /** The same as data, for webhooks. */
  data: JsonObject;
  at: string;
  /** Hex digits that nobody can guess once the contact's salt is erased; they go out with a mail, whose hash is kept. */
  seal?: string;
}

export interface Mailer {
  /** Delivers one notice; the same id may come twice and is then seen once. Resolves to the SHA-256 of the bytes sent. */
  send(
    notice: OutgoingNotice,
  ): Promise<{ outcome: 'sent' | 'failed'; sha256: string; detail: string | null }>;
}

export interface Secrets {
  /** The value of a named secret, or null where it is not set. */
  read(name: string): Promise<string | null>;
  /** Where a person sets it: the name of a variable, of a parameter. The secret's own name where this is left out. */
  placeOf?(name: string): string;
}

export interface Log {
  info(message: string, fields?: JsonObject): void;
  warn(message: string, fields?: JsonObject): void;
}

/** A pact against a document alone, without a call. */
export interface PactComparison {
  /** `namedBy`: the baseline, where `document` is another; it names operations that `document` lost. */
  compare(document: ApiDocument, pact: Pact, namedBy?: ApiDocument): Promise<PactFit[]>;
}

/** Fits of a pact and a document, kept by a digest of what they were computed from. */
export interface KeptFits {
  /** Null where none are kept. */
  read(digest: string): Promise<PactFit[] | null>;
  write(digest: string, fits: readonly PactFit[]): Promise<void>;
}

/** Everything with an effect that a use case may need; built in one place (`adapters/wire.ts`). */
export interface Ports {
  calendar: Calendar;
  monotonic: Monotonic;
  sha256: Sha256;
  ledger: LedgerStore;
  projections: ProjectionStore;
  /** Left out where no ledger gets long. */
  snapshots?: SnapshotStore;
  runs: RunStore;
  evidence: EvidenceStore;
  /** Left out where nothing outlives the process. */
  contacts?: ContactBook;
  documents: DocumentSource;
  /** Left out: what partners announce is not read. */
  feeds?: FeedSource;
  live: LiveSource;
  /** Left out: messages are judged in looks at an environment alone. */
  messages?: MessageSource;
  /** Schema judges for conformance, compiled lazily and kept per document. */
  validators: (document: ApiDocument) => SchemaValidators;
  pacts: PactComparison;
  /** Where an agreement names a broker. */
  broker?: PactBroker;
  /** Where journeys are walked: the calls of a walk, and what is kept from one to the next. */
  openPartner?: OpenPartner;
  openMaker?: OpenMaker;
  journeys?: JourneyStore;
  /** Where an agreement names a status page, and what it showed is kept. */
  statusPages?: StatusPageSource;
  pageSightings?: StatusPageStore;
  mailer: Mailer;
  secrets: Secrets;
  log: Log;
  toolVersion: string;
  /** Version of the rule table that findings were made with. */
  rulesVersion?: string;
}

export type { Compensation, CompensationJournal } from './look-memory.ts';
export type { Run, RunStore } from './run-store.ts';
export type { EntryBody, QuotaAsk, QuotaGrant };
