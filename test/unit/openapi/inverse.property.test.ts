import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { findRule, RULES } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { INVERSES, inverseOf } from './inverses.ts';

const document = (schema: Json, schemas: JsonObject = {}) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {
        '/a': {
          put: {
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 200: { description: '', content: { 'application/json': { schema } } } },
          },
        },
      },
      components: { schemas },
    },
    sha256,
  );

const some = (values: JsonObject, needed: string[] = []) =>
  fc.record(
    Object.fromEntries(
      Object.entries(values).map(([key, list]) => [key, fc.constantFrom(...(list as Json[]))]),
    ),
    { requiredKeys: needed },
  ) as fc.Arbitrary<JsonObject>;

const CONDITION: JsonObject = {
  if: { required: ['a'] },
  ...Object.fromEntries([['then', { required: ['b'] }]]),
};
const word = some({ type: ['string'], minLength: [1, 2], maxLength: [5, 9], pattern: ['^a', 'b$'] }, [
  'type',
]);
const number = some({ type: ['integer'], minimum: [1, 2], maximum: [7, 9], multipleOf: [2, 3] }, ['type']);
const leaf = fc.oneof(
  word,
  number,
  some({ enum: [['a'], ['a', 'b'], ['b', 'c']] }, ['enum']),
  some({ const: ['a', 'b'] }),
);
const list = fc
  .tuple(
    some(
      {
        type: ['array'],
        minItems: [1, 2],
        uniqueItems: [true],
        contains: [{ const: 'x' }],
        minContains: [1, 2],
      },
      ['type'],
    ),
    fc.option(leaf, { nil: undefined }),
  )
  .map(([schema, items]) => ({ ...schema, ...(items && { items }) }));
const object = fc
  .tuple(
    some({
      required: [['a'], ['a', 'b'], ['c']],
      additionalProperties: [false],
      propertyNames: [{ maxLength: 3 }, { maxLength: 4 }],
      patternProperties: [{ '^x-': { type: 'string' } }],
      dependentRequired: [{ a: ['c'] }, { b: ['c'] }],
      dependentSchemas: [{ a: { required: ['b'] } }],
      minProperties: [4, 5],
    }),
    fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(leaf, list), { noNullPrototype: true }),
    fc.constantFrom<JsonObject[]>({}, {}, CONDITION),
  )
  .map(([schema, properties, condition]) => ({ type: 'object', properties, ...schema, ...condition }));
const schema = fc.oneof(
  leaf,
  list,
  object,
  fc.tuple(object, object).map((allOf) => ({ allOf })) as fc.Arbitrary<JsonObject>,
);

/** What is told, without the direction in time: where, of which facet, at which pointer. */
function place({ subject, facet, args }: Difference): string {
  const { value, alternative, schema: member, property, pattern, keyword } = args;
  const named = [value, alternative, member, property, pattern, keyword].map((one) => JSON.stringify(one));
  return [subject.section, subject.location, facet, ...named].join(' ');
}

describe('what is told one way is told the other way round', () => {
  it('by the inverse change of the same facet at the same place', () => {
    fc.assert(
      fc.property(schema, schema, (one, other) => {
        const there = diffDocuments(document(one), document(other));
        const back = diffDocuments(document(other), document(one));
        const changes = (found: Difference[], turn: (key: string) => string) =>
          found
            .filter(({ rule }) => INVERSES.has(findRule(rule)?.key ?? ''))
            .map((found) => `${place(found)} ${turn(findRule(found.rule)?.key ?? '')}`)
            .sort();
        expect(changes(there, inverseOf)).toEqual(changes(back, (key) => key));
      }),
      { numRuns: 400 },
    );
  });

  it('breaking for one side only: what narrows one way widens the other', () => {
    fc.assert(
      fc.property(schema, schema, (one, other) => {
        const isOneWay = ({ rule }: Difference) => {
          const key = findRule(rule)?.key ?? '';
          return INVERSES.has(key) && inverseOf(key) !== key && key !== 'prefix-items.added';
        };
        const worst = (found: Difference[]) =>
          new Map(found.filter(isOneWay).map((found) => [place(found), found.level]));
        const there = worst(diffDocuments(document(one), document(other)));
        const back = worst(diffDocuments(document(other), document(one)));
        for (const [at, level] of there) expect([level, back.get(at)]).toContain('info');
      }),
      { numRuns: 400 },
    );
  });
});

/** Everything whose order means nothing, the other way round. */
function reordered(value: Json, keyword = ''): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => reordered(item));
    return UNORDERED.has(keyword) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reordered(member as Json, key)]),
  );
}

const UNORDERED = new Set(['enum', 'required', 'allOf', 'anyOf', 'oneOf', 'type']);

describe('what is only in another order', () => {
  const alternatives = fc.uniqueArray(fc.oneof(leaf, object), {
    minLength: 1,
    maxLength: 4,
    selector: JSON.stringify,
  });
  const choice = fc
    .tuple(fc.constantFrom('oneOf', 'anyOf'), alternatives)
    .map(([key, all]) => ({ [key]: all }));

  it('is no difference', () => {
    fc.assert(
      fc.property(fc.oneof(schema, choice as fc.Arbitrary<JsonObject>), (one) => {
        expect(diffDocuments(document(one), document(reordered(one)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the table of inverses', () => {
  it('turns each change into one that the table of rules has, and back', () => {
    const keys = new Set<string>(RULES.map(({ key }) => key));
    for (const key of INVERSES) {
      expect(keys.has(inverseOf(key)) ? '' : key).toBe('');
      expect(inverseOf(inverseOf(key))).toBe(key);
    }
  });
});
