import type { Shape } from '../schema/shape.ts';
import { isOfTypes } from '../schema/types-of-values.ts';
import { boundFacts } from './bound-facts.ts';
import type { Pair } from './fact.ts';
import { type BoundFacet, haveSameBounds, isBounded, refusingBounds } from './refusing-bounds.ts';

/**
 * Differences of bounds, where a side lists its values: those alone that refuse a value which the other side
 * lists. To the rest of all values, a bound beside a list says nothing.
 */
export function listedBoundFacts(pair: Pair): void {
  const { a, b } = pair;
  if (haveSameBounds(a, b)) return;
  const refusing = new Set<BoundFacet>();
  addRefusing(a, b, refusing);
  addRefusing(b, a, refusing);
  if (refusing.size === 0) return;
  boundFacts({
    ...pair,
    tell: (compared) => {
      if ('fact' in compared && refusing.has(facetOf(compared.fact.key))) pair.tell(compared);
    },
  });
}

/** True where a value that both sides list is of a type that the side which has to take it leaves out. */
export function isTypeRefused(pair: Pair): boolean {
  const [{ values, types }, narrow] = sidesOf(pair);
  if (!values || !narrow.values || types === null || types === narrow.types) return false;
  return [...narrow.values].some(
    ([key, value]) => values.has(key) && !isOfTypes(value, types) && isOfTypes(value, narrow.types),
  );
}

/** Adds the bounds of one side that refuse a value which the other lists and takes. */
function addRefusing(one: Shape, other: Shape, refusing: Set<BoundFacet>): void {
  if (!other.values || !isBounded(one)) return;
  other.values.forEach((value) => {
    const facets = refusingBounds(value, one);
    if (facets.length === 0 || refusingBounds(value, other).length > 0) return;
    for (const facet of facets) refusing.add(facet);
  });
}

/** The side that has to take every value of the other, and the other. */
function sidesOf({ a, b, reading }: Pair): [wide: Shape, narrow: Shape] {
  return reading === 'response' ? [a, b] : [b, a];
}

function facetOf(key: string): BoundFacet {
  return key.replace(/^exclusive-/, '').split('.')[0] as BoundFacet;
}
