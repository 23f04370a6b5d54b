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

/** What a call was made for. */
export type Purpose = 'interaction' | 'use' | 'state' | 'token' | 'document';

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
}
