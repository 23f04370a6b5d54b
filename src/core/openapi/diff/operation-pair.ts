import type { Subject } from '../../drift/subject.ts';
import type { ApiDocument, Operation } from '../document/types.ts';
import type { PairGraph } from './compare/pair-graph.ts';
import type { Pairing } from './operations/pair-operations.ts';
import type { Asked } from './policy.ts';
import type { Unchanged } from './unchanged/unchanged.ts';
import type { SchemeNames } from './wire/scheme-names.ts';

/** What the parts of a diff share. */
export interface Context {
  baseline: ApiDocument;
  observed: ApiDocument;
  pairing: Pairing;
  schemes: SchemeNames;
  graph: PairGraph;
  unchanged: Unchanged;
  asked: Asked;
}

/** One operation in both documents. */
export interface OperationPair {
  baseline: Operation;
  observed: Operation;
}

/** The subject of a section of an operation as a whole. */
export function subjectOf({ method, key }: Operation, section: Subject['section']): Subject {
  // What follows the method is the path without the names of its parameters.
  return { method, path: key.slice(method.length + 1), section, location: '' };
}
