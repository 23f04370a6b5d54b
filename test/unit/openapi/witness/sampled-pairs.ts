import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { isObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { roomOf } from '../../../../src/core/openapi/witness/room.ts';
import { documentOf } from './proofs.ts';

const text = fc.record(
  {
    type: fc.constant('string'),
    minLength: fc.nat(3),
    maxLength: fc.integer({ min: 3, max: 6 }),
    pattern: fc.constantFrom('^a', '^[ab]+$', 'x'),
  },
  { requiredKeys: ['type'] },
);
const number = fc.record(
  {
    type: fc.constantFrom('number', 'integer'),
    minimum: fc.nat(3),
    exclusiveMaximum: fc.integer({ min: 4, max: 7 }),
    multipleOf: fc.constantFrom(0.5, 1.5, 2),
  },
  { requiredKeys: ['type'] },
);
const listed = fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 1, 2, null), { minLength: 1 }) });
const single = fc.constantFrom('a', 1).map((value) => ({ const: value }));
const plain = fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { type: ['string', 'null'] }, {});
const leaf = fc.oneof(text, number, plain, listed, single) as fc.Arbitrary<Json>;

const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('id', 'note', 'kind'), tie('schema'), {
          noNullPrototype: true,
        }),
        required: fc.uniqueArray(fc.constantFrom('id', 'note')),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        maxProperties: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['type'] },
    ) as fc.Arbitrary<Json>,
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.nat(2),
        maxItems: fc.integer({ min: 2, max: 4 }),
        uniqueItems: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ) as fc.Arbitrary<Json>,
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Json>,
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Json>,
  ),
}));

/** A schema, and the same with one place in it replaced, or one keyword of it gone. */
export const edited: fc.Arbitrary<[Json, Json]> = fc
  .tuple(schema, schema, fc.nat(), fc.nat(3))
  .map(([one, other, place, action]) => {
    const copy = structuredClone(one);
    const places = placesIn(copy);
    const [holder, key] = places[place % places.length] ?? [null, ''];
    if (!holder) return [one, other];
    const inside = holder[key];
    if (action > 0 && isObject(inside) && Object.keys(inside).length > 0) {
      const keyword = Object.keys(inside)[place % Object.keys(inside).length] as string;
      // Without a type, the comparison takes the one that these keywords mean.
      const isMeant = ['properties', 'required', 'additionalProperties', 'items'].some(
        (key) => key in inside,
      );
      if (keyword !== 'type' || !isMeant) delete inside[keyword];
    } else holder[key] = other;
    return [one, copy];
  });

function placesIn(value: Json, found: [JsonObject, string][] = []): [JsonObject, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inside] of Object.entries(value)) {
    if (isObject(inside) && key !== 'properties') found.push([value as JsonObject, key]);
    placesIn(inside, found);
  }
  return found;
}

/** Values that no schema suggested. */
const ANY: Json[] = [
  null,
  true,
  0,
  1,
  2,
  5,
  0.5,
  '',
  'a',
  'ab',
  'x',
  'text text',
  [],
  ['a', 'a'],
  [1],
  {},
  { id: 1 },
  { id: 'a', note: null },
  { note: 'a', extra: 1 },
  { id: 'a', note: 'b', kind: 1, more: 2 },
];

const MOST_MADE = 40;

/**
 * Changes that the catalogue tells as info although they are not harmless to everybody: a pattern that answers no
 * longer keep, an alternative more in them, a property that is documented where any was taken before.
 */
const LENIENT = /^response-.*-(pattern-|any-of-added$)|^new-optional-request-property$/;

/** A value that one schema takes and the other does not though nothing was said of it. */
export interface Contradiction {
  reading: 'request' | 'response';
  before: Json;
  after: Json;
  value: Json;
}

/**
 * Samples values where the comparison of two schemas says that nobody is harmed.
 *
 * @returns how many values the accepting side took, and those that contradict
 */
export function sample(before: Json, after: Json): { values: number; contradictions: Contradiction[] } {
  const contradictions: Contradiction[] = [];
  let values = 0;
  for (const reading of ['request', 'response'] as const) {
    const [baseline, observed] = [documentOf(reading, before), documentOf(reading, after)];
    const harm = diffDocuments(baseline, observed).some(
      ({ level, rule, direction }) => direction === reading && (level !== 'info' || LENIENT.test(rule)),
    );
    if (harm) continue;
    const { judge, maker } = roomOf(baseline, observed);
    const read = (side: 'a' | 'b') =>
      judge.read(
        side === 'a' ? baseline : observed,
        [{ value: side === 'a' ? before : after, pointer: '#' }],
        reading,
      );
    const [takes, keeps] = reading === 'request' ? [read('a'), read('b')] : [read('b'), read('a')];
    maker.allow(1_000);
    const made = [...firstOf(maker.values(takes)), ...firstOf(maker.values(keeps))];
    for (const value of [...made, ...ANY]) {
      if (judge.judge(takes, value, reading).fits !== true) continue;
      values++;
      if (judge.judge(keeps, value, reading).fits === false)
        contradictions.push({ reading, before, after, value });
    }
  }
  return { values, contradictions };
}

function firstOf(values: Iterable<Json>): Json[] {
  const first: Json[] = [];
  for (const value of values) if (first.push(value) >= MOST_MADE) break;
  return first;
}

/** Samples so many pairs, always the same for a seed. */
export function sampleMany(pairs: number, seed: number): { values: number; contradictions: Contradiction[] } {
  const found = fc.sample(edited, { numRuns: pairs, seed }).map(([before, after]) => sample(before, after));
  return {
    values: found.reduce((sum, one) => sum + one.values, 0),
    contradictions: found.flatMap((one) => one.contradictions),
  };
}
