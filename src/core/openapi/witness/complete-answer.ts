import type { Difference } from '../../drift/difference.ts';
import { isObject, type Json } from '../../json.ts';
import type { ApiDocument } from '../document/types.ts';
import { readingOf } from './lift.ts';
import { roomOf } from './room.ts';
import type { Demand } from './spec.ts';
import { operationPairsOf, wholeOf } from './whole-schemas.ts';

/** Values that are tried. */
const MOST_TRIED = 40;
/** Schemas that may be entered while making them. */
const MOST_STEPS = 3_000;

/**
 * A whole body that the observed document takes at the place of a difference and that has everything that a part of
 * it has: what a pact reads of an answer, completed by what the document asks for besides.
 *
 * @param part members, elements and scalars that the whole has at the same places
 * @returns confirmed by the judge; null where none was found. Never throws.
 */
export function completeAnswer(
  documents: { baseline: ApiDocument; observed: ApiDocument },
  difference: Difference,
  part: Json,
): Json | null {
  try {
    const room = roomOf(documents.baseline, documents.observed);
    room.pairs ??= operationPairsOf(documents.baseline, documents.observed);
    const whole = wholeOf(room.pairs, difference);
    if (!whole) return null;
    const reading = readingOf(difference);
    const takes = room.judge.read(documents.observed, [whole.observed], reading);
    let tried = 0;
    room.maker.allow(MOST_STEPS);
    for (const answer of room.maker.values([likePart(part), ...takes])) {
      if (room.judge.judge(takes, answer, reading).fits === true) return answer;
      if (++tried >= MOST_TRIED) return null;
    }
    return null;
  } catch {
    return null; // a reference that leads nowhere, or schemas too deep to go through
  }
}

/** What a value has to have in common with a part. */
function likePart(part: Json): Demand {
  if (Array.isArray(part)) {
    return { type: ['array'], minItems: part.length, maxItems: part.length, prefixItems: part.map(likePart) };
  }
  if (!isObject(part)) return { enum: [part] };
  return {
    type: ['object'],
    required: Object.keys(part),
    properties: Object.fromEntries(
      Object.entries(part).map(([name, value]) => [name, likePart(value as Json)]),
    ),
  };
}
