import type { JsonObject } from '../json.ts';
import type { Facet } from './facet.ts';
import type { Subject } from './subject.ts';

/** The catalogue's opinion, for the world. `none`: switched off. */
export type Level = 'breaking' | 'warning' | 'info';

/** How a claim is known (promise 3). */
export type Proof = 'witness' | 'structural' | 'policy' | 'undecided';

/** A concrete value that one document accepts and the other refuses. */
export interface Witness {
  instance: unknown;
  /** Where `instance` stands below the subject's body or parameter, like a subject's location; absent: it is the whole. */
  at?: string;
  acceptedBy: 'baseline' | 'observed';
  /** `pact`: both documents may allow it, what we rely on does not. */
  refusedBy: 'baseline' | 'observed' | 'pact';
  because: string;
}

/** How a claim is known, with the value that shows it. */
export interface Known {
  proof: Proof;
  witness?: Witness;
}

/** An operation as people know it. `path` is the template as the document writes it. */
export interface OperationName {
  method: string;
  path: string;
  operationId?: string;
  summary?: string;
}

/** An operation by its key (`GET /orders/{}`) and by what people know it. */
export interface ReachedOperation {
  key: string;
  operation: OperationName | null;
}

/**
 * One difference between what was agreed and what is published or answered, as data.
 * Wording is made from `rule` and `args` elsewhere.
 */
export interface Difference {
  rule: string;
  /** The catalogue's default level. */
  level: Level;
  direction: 'request' | 'response' | 'none';
  subject: Subject;
  facet: Facet;
  /** Goes into the fingerprint: small, normalised, no wording. */
  args: JsonObject;
  operation: OperationName | null;
  /** RFC 6901 pointers into the two documents, with leading `#`; null where there is no such place. */
  pointer: { baseline: string | null; observed: string | null };
  proof: Proof;
  witness?: Witness;
  /** Finds out how it is known, where that was left for later; null: as `proof` says, which is the rule's word. */
  prove?: () => Known | null;
  /** The same change in a shared schema is reached at this many more places or more, which are not listed. */
  alsoAt?: number;
  /** Beside `alsoAt`: every operation that the change reaches, these places included. */
  reaches?: ReachedOperation[];
}
