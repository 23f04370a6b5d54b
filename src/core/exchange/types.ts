import type { Json } from '../json.ts';

/** Why something could not be seen or judged (DESIGN: never drift). Closed. */
export const FAILURE_CLASSES = [
  'dns',
  'tls',
  'connect',
  'timeout',
  'reset',
  'truncated',
  'too-large',
  'server-error',
  'throttled',
  'maintenance',
  'blocked',
  'credentials',
  'permission',
  'state-missing',
  'our-request',
  'intercepted',
  'address-refused',
  'redirect-refused',
  'document-unreadable',
  'document-too-hard',
  'deadline',
] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** A failure and what is known of it, without anything secret or personal. */
export interface Failure {
  class: FailureClass;
  /** A short fact for people, built by us: `ECONNREFUSED`, `HTTP 503`, `no answer in 10 s`. */
  detail: string;
}

/** What a call was made for; `cleanup`: to undo what another one made; `delivery`: no call of ours, the partner sent it. */
export type Purpose = 'interaction' | 'use' | 'state' | 'cleanup' | 'token' | 'document' | 'delivery';

/** One request and what came back, in memory only: it is redacted to shapes before it is kept. */
export interface Exchange {
  /** Number within the look, from 0. */
  id: number;
  purpose: Purpose;
  /** For `interaction` and `state`: the number of the interaction it serves (see LiveInteraction); else null. */
  interaction: number | null;
  /** For `use`: the operation key of the declared use; else null. */
  use: string | null;
  request: {
    method: string;
    /** Path below the environment's base URL, percent-encoded as sent, without query. */
    path: string;
    /** Raw query string without `?`. */
    query: string;
    /** Lower-case names; credentials as sent are replaced by `<credentials>`. */
    headers: Record<string, string>;
    /** Parsed where JSON or form, text otherwise; undefined without a body. */
    body?: Json;
  };
  response: {
    status: number;
    headers: Record<string, string>;
    /** Media type without parameters, lower case; null without a body. */
    media: string | null;
    /** Parsed where JSON; text otherwise; undefined without a body. */
    body?: Json;
    /** True if the media type said JSON but the body was not. */
    unreadable: boolean;
  } | null;
  /** Set where no usable response came: connection, time-out, size, address. */
  failure: Failure | null;
  /** Wall time of the call, in ms. */
  ms: number;
  /** How that time was spent, where it is known. */
  timing?: Timing;
  /** What the partner showed of itself when the connection was made. */
  certificate?: CertificateFacts;
  /** How often it was sent before this; absent for the first time. */
  retried?: number;
  /** Id of the next time that it was sent, which counts in place of this one; absent for the last time. */
  triedAgain?: number;
}

/** Parts of a call, in ms; null where they did not happen: a connection that was kept has no `connect`. */
export interface Timing {
  dns: number | null;
  connect: number | null;
  tls: number | null;
  firstByte: number | null;
  total: number;
}

/** A server's certificate (RFC 5280), as far as it is worth keeping. */
export interface CertificateFacts {
  /** ISO instants. */
  validFrom: string;
  validTo: string;
  /** SHA-256 over the certificate, lower-case hex. */
  fingerprint: string;
}

/** Where a mismatch is, in the verifier's words, values removed. */
export interface Mismatch {
  where: 'status' | 'header' | 'body' | 'other';
  /** `$.items[0].total` for bodies, the header's name for headers. */
  path: string;
  /** The expected type or value as a JSON type name, or the status code; never partner data. */
  kind: 'missing' | 'type' | 'value' | 'unexpected' | 'other';
  /** For `status`: expected and actual. */
  expected?: Json;
  actual?: Json;
}

/** One interaction of a pact that was to be replayed in this look. */
export interface LiveInteraction {
  /** Number within the look: over all pacts, in file order. */
  number: number;
  /** `consumer--provider`. */
  pact: string;
  description: string;
  outcome: 'passed' | 'failed' | 'not-verified' | 'skipped';
  /** For `skipped`. */
  skipped: 'mode' | 'budget' | 'doNotCall' | null;
  mismatches: Mismatch[];
  /** For `not-verified`: the state that could not be had, or the child's end. */
  failure: Failure | null;
  /** An asynchronous message: what was judged is a recorded delivery. Numbered after all HTTP interactions. */
  message?: true;
  /** Not yet relied on: its failing fails nothing. */
  pending?: true;
}

/** Everything that one look at an environment brought home. */
export interface LiveObservation {
  exchanges: Exchange[];
  interactions: LiveInteraction[];
  /** Declared uses that were to be exercised, by operation key, with what became of them. */
  uses: {
    operation: string;
    outcome: 'exercised' | 'skipped' | 'not-verified';
    skipped: 'mode' | 'budget' | 'doNotCall' | null;
    failure: Failure | null;
  }[];
  /** Failure of the whole source (no connection at all, credentials unobtainable); null otherwise. */
  failure: Failure | null;
  /** No environment was looked at: what is here are recorded messages alone. */
  recordedAlone?: true;
  /** Absent where nothing was made and nothing was left to undo. */
  made?: MadeHere;
}

/** What a look has made at the partner, and what became of it. Names of states and interactions are ours. */
export interface MadeHere {
  /** Records, or whatever the calls made, in this look. */
  made: number;
  /** What was undone; more than was made where an earlier look had left something. */
  undone: number;
  /** What may still be there: looked after again in the next look. */
  left: { what: string; since: string; why: string }[];
  /** What was made or changed, and nothing undoes: states and interactions. */
  kept: string[];
}
