import type { Known } from '../../drift/difference.ts';
import type { Fact, Reading } from './compare/fact.ts';
import type { Rule } from './rules/rules.ts';
import type { Parts } from './schema/shape.ts';

/** A difference of two schemas that is to be shown by a value. */
export interface Claim {
  rule: Rule;
  fact: Fact;
  /** The schemas that the fact is about, as both documents write them; `fact.step` leads inside them. */
  parts: { baseline: Parts; observed: Parts };
  reading: Reading;
  /**
   * The outermost choice of overlapping alternatives that the schemas are in, and the location from it to the value: a
   * value that one alternative refuses another may take, so that it has to be refused by the whole choice.
   */
  within?: { parts: Claim['parts']; location: string };
}

/** How a claim stands; `instance` of the witness is a value of the schemas of {@link Claim.parts}. */
export type Proved = Known;

/**
 * Looks for a value that one of two schemas takes and the other does not. Null: this claim is none about sets of
 * values, and stands as its rule says.
 */
export type Prover = (claim: Claim) => Proved | null;
