import type { Json, JsonObject } from '../../core/json.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import type { RecordStore } from './record-store.ts';

/** A request that was read, placed in the document and found good. */
export interface Call {
  operation: Operation;
  document: ApiDocument;
  /** What answers are shaped by: the same, unless the partner runs what it has not published. */
  answering: { document: ApiDocument; operation: Operation };
  /** Path as sent, below the base URL, without query. */
  path: string;
  pathParams: Record<string, string>;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Parsed where JSON or form; undefined without a body. */
  body: Json | undefined;
  records: RecordStore;
  /** Calendar time. */
  now: Date;
  /** The documented answer of this operation, made for the `n`-th time: what a behaviour starts from. */
  sample(n: number): Json | undefined;
}

/** Why a request is not carried out. */
export type RefusalKind =
  | 'malformed' // the body is not JSON, or not readable
  | 'parameter' // a parameter does not fit its schema
  | 'invalid' // the body does not fit its schema
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone' // it was there, and its day has come
  | 'method'
  | 'media'
  | 'too-large'
  | 'state'; // a rule of the API: refunded twice

/** A refusal; its status and the shape of its body follow from the document. */
export interface Refusal {
  refused: RefusalKind;
  message: string;
  code?: string;
  /** The parameter or property it is about. */
  param?: string;
  headers?: Record<string, string>;
}

/** What an operation does: a status with a body, shaped to the document before it leaves, or a refusal. */
export type Outcome = { status?: number; body?: Json; headers?: Record<string, string> } | Refusal;

/** A record and the id that it is found by. */
export type Seed = [id: string, record: JsonObject];

/** The rules of one API that its document cannot say. Keys are operationIds. */
export interface Behaviour {
  /** Records that are there from the start, by collection path, oldest first. */
  seed?(now: Date): Record<string, Seed[]>;
  /** Completes a record that was just made from a request, before it is stored. */
  create?: Record<string, (record: JsonObject, call: Call) => JsonObject>;
  /** Takes the place of what the document's paths suggest. */
  operations?: Record<string, (call: Call) => Outcome>;
}

/** What a call must prove. `null`: nothing is checked. */
export type Credentials = { clientId: string; clientSecret: string } | { token: string } | null;

/** A fault that every request meets, or those for the document, the token or operations only, or below a path. */
export type Fault = { at?: 'document' | 'token' | 'operations'; below?: string } & (
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'reset' }
  | { kind: 'slow'; ms: number }
  | { kind: 'html' }
);

/** Headers that an operation's answers carry beside its own (Sunset, Deprecation), by operation key. */
export type OperationHeaders = Record<string, Record<string, string>>;

/** A refusal, not an answer. */
export function isRefusal(outcome: Outcome): outcome is Refusal {
  return 'refused' in outcome;
}
