import type { Level } from '../drift/difference.ts';

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
  mode: 'read-only' | 'full';
  aheadOf: string | null;
}

/** One operation we say that we use. `operation` is an operationId or `METHOD /path`. */
export interface DeclaredUse {
  operation: string;
  with: Record<string, string | number | boolean>;
  fields: string[];
}

export type Contact =
  | { kind: 'email'; address: string }
  | { kind: 'webhook'; url: string; secret: string | null }
  | { kind: 'slack'; secret: string };

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
  pacts: string[];
  states: string | null;
  uses: DeclaredUse[];
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

/** A path of customers or of staff over partners. */
export interface Journey {
  id: string;
  title: string;
  who: 'customer' | 'staff';
  hurts: string;
  contact: string | null;
  steps: { partner: string; interaction: string | null; operation: string | null }[];
}
