import type { Json, JsonObject } from '../../json.ts';
import type { DiffPolicy } from '../../openapi/diff/policy.ts';

/** Two documents between which one rule tells the one difference. */
export interface Example {
  baseline: JsonObject;
  observed: JsonObject;
  /** What must be asked for, where the rule tells nothing otherwise. */
  policy?: DiffPolicy;
  /** ISO day of the comparison, where dates matter. */
  today?: string;
  /** Rules that tell something else of the same change, and cannot but be told beside it. */
  besides?: readonly string[];
}

/** What stands there before, and what stands there after. */
export type Change = readonly [before: Json, after: Json];

/** The same change the other way round. */
export function back([before, after]: Change): Change {
  return [after, before];
}

/** The two documents that a change makes. */
export function exampleFrom(document: (value: Json) => JsonObject, [before, after]: Change): Example {
  return { baseline: document(before), observed: document(after) };
}
