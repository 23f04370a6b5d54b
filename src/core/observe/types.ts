import type { Difference, OperationName } from '../drift/difference.ts';
import type { Failure } from '../exchange/types.ts';
import type { SourcedUse } from '../usage/sources/types.ts';

/** Something that departs from the document, and how often it was met. */
export interface Departure {
  difference: Difference;
  times: number;
}

/** Calls that say nothing about the contract, by operation and class of failure. */
export interface Unjudged {
  /** Null: no operation of the document. */
  operation: OperationName | null;
  failure: Failure;
  /** Whose step is next, in words; null where nothing was answered. */
  next: string | null;
  times: number;
}

/** Why a call was not passed on. */
export type NotPassedOn = 'mode' | 'budget' | 'doNotCall';

/** What has been learnt of the calls of a system of ours to a partner: names and numbers, no values. */
export interface Observation {
  /** Calls that were answered or failed. */
  calls: number;
  /** By operation key. */
  uses: Map<string, SourcedUse>;
  /** By fingerprint. */
  departures: Map<string, Departure>;
  unjudged: Map<string, Unjudged>;
  /** Calls that fit no operation, by method and shape of the path. */
  unplaced: Map<string, number>;
  /** By method and operation, or shape of the path. */
  notPassedOn: Map<string, { why: NotPassedOn; what: string; times: number }>;
  /** Names that the document does not have, and that may be data. */
  undocumented: number;
}

/** What one call told for the first time. */
export type News =
  | { kind: 'used'; operation: OperationName }
  | { kind: 'departs'; difference: Difference }
  | { kind: 'unjudged'; unjudged: Unjudged }
  | { kind: 'unplaced'; what: string }
  | { kind: 'not-passed-on'; why: NotPassedOn; what: string };
