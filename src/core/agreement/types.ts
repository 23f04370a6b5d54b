import type { Level } from '../drift/difference.ts';
import type { Assertion, StepInput } from '../journey/types.ts';
import type { JsonObject } from '../json.ts';

/** A span of calendar days or instants, as ISO strings; `from` included, `to` included for days. */
export interface Span {
  from: string;
  to: string;
  why: string | null;
}

/** How a call proves who we are. A secret is only ever a name. */
export type Auth =
  | { kind: 'bearer'; secret: string }
  | { kind: 'basic'; secret: string } // value `user:password`
  | { kind: 'header'; name: string; secret: string }
  | { kind: 'query'; name: string; secret: string }
  | { kind: 'oauth2'; tokenUrl: string | null; clientId: string | null; scopes: string[]; secret: string } // value `id:secret`, or the secret where clientId is set
  | { kind: 'document'; secret: string }; // the document's own scheme says how

export interface Environment {
  name: string;
  /** Base URL, without trailing slash. */
  url: string;
  /** Where this environment serves its document; null: the agreement's. File path (absolute) or URL. */
  published: string | null;
  auth: Auth | null;
  /** Name of the secret that holds our private key and certificates (PEM) for mutual TLS. */
  clientCertificate: string | null;
  mode: 'read-only' | 'full';
  aheadOf: string | null;
}

/** A Pact Broker or PactFlow that pacts are fetched from, and results told to. */
export interface Broker {
  /** Base URL, without trailing slash. */
  url: string;
  auth: Extract<Auth, { kind: 'bearer' | 'basic' }> | null;
  /** The partner's participant name there. */
  provider: string;
  /** Branch of the provider that results are for: what is pending, and `matchingBranch`, go by it. */
  branch: string | null;
  /** Consumer version selectors, as the broker's API takes them. */
  selectors: JsonObject[];
  publish: boolean;
}

/** One operation we say that we use. `operation` is an operationId or `METHOD /path`. */
export interface DeclaredUse {
  operation: string;
  with: Record<string, string | number | boolean>;
  fields: string[];
  /** How it came to be known; left out where a person says so. */
  known?: 'recorded' | 'mentioned';
}

export type Contact = (
  | { kind: 'email'; address: string }
  | { kind: 'webhook'; url: string; secret: string | null }
  | { kind: 'slack'; secret: string }
) & {
  /** How one partner's ledger names it; set where a ledger is at hand, never part of an agreement's file. */
  named?: ContactName;
};

/** A contact's name in a ledger, and the salt (hex) that binds it to the contact: without the salt it says nothing. */
export interface ContactName {
  name: string;
  /** Null for names of ledgers from before salts. */
  salt: string | null;
}

/** Exactly one of ref, fingerprint, rule, operation, subject is set. */
export interface Exception {
  by: { ref?: string; fingerprint?: string; rule?: string; operation?: string; subject?: string };
  until: string | null;
  why: string | null;
  who: string | null;
}

export type FailOn = 'breaks' | 'may-break' | 'level:breaking' | 'level:warning' | 'level:info' | 'none';

export interface Announcement {
  what: string;
  change: string;
  on: string | null;
  heard: string | null;
}

/** A partner's agreement with every default filled in and every path absolute. */
export interface Agreement {
  file: string;
  partner: string;
  name: string;
  kind: 'company' | 'vendor' | 'internal';
  we: string;
  contract: { reference: string | null; supports: string | null; critical: boolean };
  openapi: { baseline: string; published: string | null; externalRefs: string[] };
  /** Where we are the provider: our own document and environments, which the partner's pacts are held against, the
   * document of ours that was agreed, where there is one, and files with what we sent the partner. */
  ours: { openapi: string; agreed?: string; deliveries: string[]; environments: Environment[] } | null;
  pacts: string[];
  broker: Broker | null;
  /** Files with what the partner sent us: webhooks as they came. */
  deliveries: string[];
  states: string | null;
  uses: DeclaredUse[];
  /** URL of the partner's own status page; left out where none is named. */
  statusPage?: string;
  environments: Environment[];
  schedule: { everyMs: number } | { cron: string; timezone: string };
  limits: { requestsPerSecond: number; concurrent: number; timeoutMs: number; callsPerDay: number | null };
  maxAgeMs: number;
  promise: { responseTimeMs: number | null };
  noticeDays: { breaking: number | null; warning: number | null };
  migrationDays: number | null;
  changeFreeze: Span[];
  doNotCall: Span[];
  announced: Announcement[];
  /** Feeds and changelog pages in which the partner tells what is coming. */
  announcements: string[];
  contacts: { ours: Contact[]; theirs: Contact[]; theirsSend: 'hold' | 'auto' };
  evidence: 'shapes' | 'redacted' | 'none';
  policy: {
    confirm: number;
    failOn: FailOn;
    severity: Record<string, Level | 'none'>;
    accepted: Exception[];
    ignore: Exception[];
  };
  /** SHA-256 over the canonical JSON of the agreement's own text with defaults, secrets by name only. */
  hash: string;
}

/**
 * One step of a journey: an interaction of a pact, or an operation. It is called where it says what to send, what to
 * carry on or what to expect; a step that says none of it only names what the journey relies on.
 */
export interface JourneyStep {
  partner: string;
  interaction: string | null;
  operation: string | null;
  /** Where it is called; left out: the first of the partner's environments that is looked at. */
  environment?: string;
  with?: StepInput;
  /** Name to JSON Pointer of the answer's body. */
  capture?: Record<string, string>;
  expect?: Assertion[];
  /** What takes back what the step makes, as written: calls like those of a teardown, or that nothing has to be. */
  undo?: JsonObject[] | 'none';
  /** Finds what the step made while we could not hear the answer; as written. */
  recover?: JsonObject;
}

/** A path of customers or of staff over partners. */
export interface Journey {
  id: string;
  title: string;
  who: 'customer' | 'staff';
  hurts: string;
  contact: string | null;
  steps: JourneyStep[];
}
