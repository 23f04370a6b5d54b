import type { Agreement, Environment } from '../core/agreement/types.ts';
import type { Verdict } from '../core/drift/finding.ts';
import type { SchemaValidators } from '../core/exchange/schema-validators.ts';
import type { Exchange, Failure, LiveObservation, Purpose } from '../core/exchange/types.ts';
import type { Sha256 } from '../core/hash.ts';
import type { JsonObject } from '../core/json.ts';
import type { EntryBody, PartnerState } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { PactFit } from '../core/pact/fit.ts';
import type { Pact } from '../core/pact/types.ts';

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

/** Run data: looks that changed nothing. Expires. */
export interface RunStore {
  record(run: Run): Promise<void>;
  /** Newest first. */
  recent(partner: string, limit: number): Promise<Run[]>;
  /** Deletes what has expired by `now`, where the store does not do it by itself. */
  expire?(partner: string, now: Date): Promise<void>;
}

export interface Run {
  partner: string;
  environment: string | null;
  at: string;
  verdict: Verdict;
  look: string;
  ms: number;
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
}

/** A document that was read, or why it was not. */
export type FetchedDocument =
  | { ok: true; document: ApiDocument; headers: Record<string, string>; notModified: boolean }
  | { ok: false; failure: Failure };

export interface DocumentSource {
  /** `location`: absolute path or URL. Address guard, size and time limits apply. */
  fetch(
    location: string,
    more: { externalRefs: string[]; allowPrivate: boolean; timeoutMs: number },
  ): Promise<FetchedDocument>;
}

/** One look at an environment. */
export interface LivePlan {
  agreement: Agreement;
  environment: Environment;
  baseline: ApiDocument;
  pacts: Pact[];
  /** Parsed `states.yaml`, or null. */
  states: JsonObject | null;
  allowPrivate: boolean;
  /** True if this process emulates the partner: only then may `full` create. */
  emulated: boolean;
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
  purpose: Exclude<Purpose, 'token' | 'document'>;
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
  close(): Promise<void>;
}

/** Opens the calls of one look. */
export type OpenPartner = (plan: LivePlan) => PartnerClient;

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
  runs: RunStore;
  evidence: EvidenceStore;
  documents: DocumentSource;
  live: LiveSource;
  /** Schema judges for conformance, compiled lazily and kept per document. */
  validators: (document: ApiDocument) => SchemaValidators;
  pacts: PactComparison;
  mailer: Mailer;
  secrets: Secrets;
  log: Log;
  toolVersion: string;
  /** Version of the rule table that findings were made with. */
  rulesVersion?: string;
}

export type { EntryBody };
