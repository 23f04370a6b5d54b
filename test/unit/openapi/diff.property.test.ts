import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

/** A document with one operation that sends and answers the schema. */
const document = (schema: Json, schemas: JsonObject = {}) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {
        '/a': {
          put: {
            parameters: [{ name: 'q', in: 'query', schema }],
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 200: { description: '', content: { 'application/json': { schema } } } },
          },
        },
      },
      components: { schemas },
    },
    sha256,
  );

const NAMES = ['Apple', 'Berry', 'Cherry'];
const leaf = fc.oneof(
  fc.record(
    {
      type: fc.constant('string'),
      minLength: fc.nat(5),
      maxLength: fc.integer({ min: 5, max: 9 }),
      pattern: fc.constantFrom('^a', 'b$'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.nat(5),
      exclusiveMaximum: fc.integer({ min: 6, max: 9 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', null), { minLength: 1 }) }),
  fc.record({ type: fc.constant(['string', 'null']) }),
  fc.constantFrom(true, {}),
  fc.constantFrom(...NAMES).map((name) => ({ $ref: `#/components/schemas/${name}` })),
);
const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf as fc.Arbitrary<Json>,
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('id', 'note', 'a/b', '__proto__'), tie('schema'), {
          noNullPrototype: true,
        }),
        required: fc.uniqueArray(fc.constantFrom('id', 'note')),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      },
      { requiredKeys: ['type'] },
    ) as fc.Arbitrary<Json>,
    fc.record({ type: fc.constant('array'), items: tie('schema') }) as fc.Arbitrary<Json>,
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Json>,
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Json>,
  ),
}));
const schemas = fc
  .tuple(schema, schema, schema)
  .map((three) => Object.fromEntries(NAMES.map((name, index) => [name, cut(three[index] as Json)])));

/** A component that is nothing but a reference could lead back to itself. */
function cut(value: Json): Json {
  return typeof value === 'object' && value !== null && '$ref' in value ? { type: 'boolean' } : value;
}

function renamed(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value).replaceAll(/#\/components\/schemas\/(\w+)/g, '#/components/schemas/New$1'),
  );
}

describe('the diff of any documents', () => {
  it('of a document with itself is empty', () => {
    fc.assert(
      fc.property(schema, schemas, (one, named) => {
        expect(
          diffDocuments(document(one, named), document(structuredClone(one), structuredClone(named))),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change when components get other names', () => {
    fc.assert(
      fc.property(schema, schemas, (one, named) => {
        const others = Object.fromEntries(
          Object.entries(named).map(([name, value]) => [`New${name}`, renamed(value)]),
        );
        expect(diffDocuments(document(one, named), document(renamed(one), others))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change when a schema moves to the components, or back', () => {
    fc.assert(
      fc.property(schema, schemas, (one, named) => {
        const inline = document(one, named);
        const moved = document({ $ref: '#/components/schemas/Moved' }, { ...named, Moved: one });
        expect(diffDocuments(inline, moved)).toEqual([]);
        expect(diffDocuments(moved, inline)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the two schemas are', () => {
    fc.assert(
      fc.property(schema, schema, schemas, schemas, (one, other, named, others) => {
        const told = diffDocuments(document(one, named), document(other, others));
        expect(told.every((difference) => difference.rule !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const BOUNDS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];
const OPPOSITE: Record<string, string> = {
  set: 'unset',
  unset: 'set',
  increased: 'decreased',
  decreased: 'increased',
};

describe('what is narrowed one way is widened the other', () => {
  const typed = (keyword: string) => {
    if (keyword.endsWith('Length')) return 'string';
    if (keyword.endsWith('Items')) return 'array';
    return keyword.endsWith('Properties') ? 'object' : 'number';
  };
  const limit = fc.option(fc.integer({ min: 1, max: 20 }));

  it('for bounds and sizes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BOUNDS), limit, limit, (keyword, from, to) => {
        const bounded = (value: number | null) =>
          document({ type: typed(keyword), ...(value === null ? {} : { [keyword]: value }) });
        const there = diffDocuments(bounded(from), bounded(to));
        const back = diffDocuments(bounded(to), bounded(from));
        expect(there).toHaveLength(from === to ? 0 : 3);
        expect(there.map(({ rule }) => opposite(rule))).toEqual(back.map(({ rule }) => changeIn(rule)));
        for (const [index, difference] of there.entries()) {
          const mirror = back[index];
          expect(mirror?.subject).toEqual(difference.subject);
          expect([difference.level, mirror?.level].filter((level) => level === 'info')).toHaveLength(1);
        }
      }),
    );
  });

  it('for enums', () => {
    const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 5), { minLength: 1 });
    fc.assert(
      fc.property(values, values, (from, to) => {
        const listed = (list: Json[]) => document({ type: ['string', 'integer'], enum: list });
        const there = diffDocuments(listed(from), listed(to)).filter(({ facet }) => facet === 'enum');
        const back = diffDocuments(listed(to), listed(from)).filter(({ facet }) => facet === 'enum');
        const key = (change: string, { direction, subject, args }: (typeof there)[number]) =>
          JSON.stringify([change, direction, subject.location, args]);
        const change = (rule: string) => (rule.endsWith('added') ? 'added' : 'removed');
        const turned = (rule: string) => (rule.endsWith('added') ? 'removed' : 'added');
        expect(there.map((one) => key(change(one.rule), one)).sort()).toEqual(
          back.map((one) => key(turned(one.rule), one)).sort(),
        );
        expect(there).toHaveLength(
          3 *
            (from.filter((one) => !to.includes(one)).length + to.filter((one) => !from.includes(one)).length),
        );
      }),
    );
  });

  /** `min-length-set` of `request-body-min-length-set`: the site of a rule may be a wider one. */
  function changeIn(rule: string): string | undefined {
    return /(exclusive-)?(min|max)(-(length|items|properties))?-(set|unset|increased|decreased)$/.exec(
      rule,
    )?.[0];
  }

  function opposite(rule: string): string | undefined {
    return changeIn(rule)?.replace(/[a-z]+$/, (change) => OPPOSITE[change] ?? change);
  }
});
