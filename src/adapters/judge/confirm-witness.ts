import type { Witness } from '../../core/drift/difference.ts';
import type { Json } from '../../core/json.ts';
import { referenceOf, targetWhereKnown } from '../../core/openapi/document/reference.ts';
import type { ApiDocument, Located } from '../../core/openapi/document/types.ts';
import { asText } from '../../core/openapi/judge/text-values.ts';
import { createAjvValidators } from './ajv-validators.ts';

/** What a witness was made for: schemas that all hold, in both documents. */
export interface WitnessCase {
  baseline: readonly Located<Json>[];
  observed: readonly Located<Json>[];
  reading: 'request' | 'parameter' | 'response';
  witness: Witness;
}

/**
 * Has witnesses confirmed a second time, by ajv: by compiled schemas and a converter of its own, which share nothing
 * with the interpreter that confirmed them first.
 *
 * @returns whether the one document takes the value and the other refuses it; null where ajv cannot say
 */
export function createWitnessConfirmer(
  baseline: ApiDocument,
  observed: ApiDocument,
): (shown: WitnessCase) => boolean | null {
  const judges = { baseline: createAjvValidators(baseline), observed: createAjvValidators(observed) };
  return (shown) => {
    const { acceptedBy, refusedBy, instance } = shown.witness;
    if (refusedBy === 'pact') return null;
    const fits = (side: 'baseline' | 'observed', value: Json): boolean | null => {
      const reading = shown.reading === 'response' ? 'response' : 'request';
      const faults = shown[side].flatMap((schema) => judges[side](schema, reading)(value));
      return faults.some(({ keyword }) => keyword === 'undecided') ? null : faults.length === 0;
    };
    const written = shown.reading === 'parameter' ? asText(instance as Json) : [];
    const readings = [instance as Json, ...written];
    const taken = readings.map((value) => fits(acceptedBy, value));
    const kept = readings.map((value) => fits(refusedBy, value));
    if (taken.every((one) => one === false) || kept.includes(true)) {
      return isBeyond({ baseline, observed }, shown) ? null : false;
    }
    return taken.includes(true) && !kept.includes(null) ? true : null;
  };
}

/** Keywords that ajv is not asked about here. */
const BEYOND = new Set(['unevaluatedItems', '$dynamicRef']);

/** Schemas that are looked through for such keywords. */
const MOST_SCHEMAS = 2_000;

function isBeyond(documents: Record<'baseline' | 'observed', ApiDocument>, shown: WitnessCase): boolean {
  return (['baseline', 'observed'] as const).some((side) => {
    const waiting: Json[] = shown[side].map(({ value }) => value);
    const seen = new Set<Json>();
    for (let next = waiting.pop(); next !== undefined && seen.size < MOST_SCHEMAS; next = waiting.pop()) {
      if (typeof next !== 'object' || next === null || seen.has(next)) continue;
      seen.add(next);
      if (Object.keys(next).some((keyword) => BEYOND.has(keyword))) return true;
      const reference = referenceOf(next);
      const target = reference === null ? null : targetWhereKnown(documents[side].raw, reference, '#');
      waiting.push(...Object.values(next), target?.value ?? null);
    }
    return false;
  });
}
