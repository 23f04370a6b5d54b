import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { Unevaluated } from './unevaluated.ts';

/** Gives the faults of a value; none: it fits. */
export type Judge = (value: Json) => SchemaFault[];

/** A reference of a document, and how what it names is read. */
export interface Reach {
  to: string;
  hidden: string[];
  asWritten: boolean;
}

/** Where the nesting keywords get what is compiled apart, in one document and for one reader. */
export interface Nesting {
  reach(reference: Reach): Judge;
  /** A schema of the document, still to be read. */
  part(schema: Json, asWritten: boolean): Judge;
  /** A schema that was read. */
  unit(schema: JsonObject | boolean): Judge;
  /** What a schema says of members that nothing else looks at. */
  unevaluated(asked: Unevaluated): Judge;
}

let inUse: Nesting | null = null;

/** Judges with what a nesting gives: compiled schemas belong to no document. */
export function within<T>(nesting: Nesting, judge: () => T): T {
  const outer = inUse;
  inUse = nesting;
  try {
    return judge();
  } finally {
    inUse = outer;
  }
}

/** The nesting that is judged with now. */
export function nestingInUse(): Nesting {
  if (inUse === null) throw new TypeError('a compiled schema was asked outside of a judgement');
  return inUse;
}
