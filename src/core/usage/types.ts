import type { OperationName } from '../drift/difference.ts';
import type { PactField } from '../pact/types.ts';

/** How well we know that we use something, best first. */
export type UsageGrade = 'pact' | 'recorded' | 'declared' | 'mentioned' | 'unknown';

/** One way in which we use an operation. */
export interface UsedBy {
  grade: UsageGrade;
  /** `consumer--provider`; null for a declared use. */
  pact: string | null;
  interaction: string | null;
  /** Response status that we rely on; null where not known. */
  status: string | null;
  /** The baseline's response object that serves this status: `200`, `2XX` or `default`; absent where not known. */
  response?: string;
  requestMedia: string | null;
  responseMedia: string | null;
  /** What we send and read; null: not known, so everything of the operation counts. */
  fields: PactField[] | null;
}

/** An operation of the partner that we use. */
export interface UsedOperation {
  /** `METHOD /path/{}` of the baseline's template. */
  key: string;
  operation: OperationName;
  by: UsedBy[];
}

/** All that we use of a partner. `known: false`: nobody told us, so nothing can be said to touch us. */
export interface Usage {
  known: boolean;
  operations: UsedOperation[];
  /** Interactions and uses that fit no operation of the baseline, by description. */
  unplaced: { pact: string | null; interaction: string }[];
  /** Base URLs that we call; absent: not known. */
  bases?: readonly string[];
  /** Name of the security scheme or header that we rely on. */
  auth: { scheme: string | null; header: string | null };
}
