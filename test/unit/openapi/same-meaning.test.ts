import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

interface Written {
  openapi?: string;
  schemas?: JsonObject;
}

/** A document that takes and answers the schema. */
const both = (schema: Json, { openapi = '3.1.0', schemas = {} }: Written = {}) =>
  openDocument(
    {
      openapi,
      info: { title: 'Orders', version: '1' },
      paths: {
        '/orders': {
          put: {
            parameters: [{ name: 'filter', in: 'query', schema }],
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 200: { description: '', content: { 'application/json': { schema } } } },
          },
        },
      },
      components: { schemas },
    },
    sha256,
  );

const three = (schema: Json) => both(schema, { openapi: '3.0.3' });
const string = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});
const card = object({ kind: { const: 'card' }, number: string }, { required: ['kind'] });
const cash = object({ kind: { const: 'cash' }, amount: integer }, { required: ['kind'] });
const transfer = object({ kind: { const: 'transfer' }, iban: string }, { required: ['kind'] });

describe('what means the same, written another way', () => {
  it.each([
    [
      'null in an enum and a null type',
      both({ enum: ['a', null] }),
      both({ type: ['string', 'null'], enum: ['a', null] }),
    ],
    ['null by const', both({ anyOf: [string, { const: null }] }), both({ type: ['string', 'null'] })],
    ['null by enum', both({ oneOf: [string, { enum: [null] }] }), both({ type: ['null', 'string'] })],
    ['null as 2.0 has it', three({ ...string, 'x-nullable': true }), three({ ...string, nullable: true })],
    [
      'null beside allOf and as a member of it',
      three({ allOf: [object({ a: string })], nullable: true }),
      three({ allOf: [object({ a: string }), { nullable: true }] }),
    ],
    ['numbers that are multiples of 1', both({ type: 'number', multipleOf: 1 }), both(integer)],
    ['integers that are multiples of 1', both({ ...integer, multipleOf: 1 }), both(integer)],
    ['integers beside numbers', both({ type: ['number', 'integer'] }), both({ type: 'number' })],
    [
      'integers above 0 and from 1',
      both({ ...integer, exclusiveMinimum: 0 }),
      both({ ...integer, minimum: 1 }),
    ],
    [
      'multiples stated twice',
      both({ ...integer, allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }),
      both({ ...integer, multipleOf: 12 }),
    ],
    [
      'a component that nothing refers to, by another name and with its types in another order',
      both(string, { schemas: { One: { type: ['object', 'null'], required: ['a', 'b'] } } }),
      both(string, { schemas: { Two: { required: ['b', 'a'], type: ['null', 'object'] } } }),
    ],
    ['both booleans', both({ type: 'boolean', enum: [true, false] }), both({ type: 'boolean' })],
    [
      'a maximum that the enum implies',
      both({ ...integer, enum: [1, 2], maximum: 5 }),
      both({ ...integer, enum: [1, 2] }),
    ],
    ['a type that the values imply', both({ enum: [1, 2] }), both({ type: 'number', enum: [2, 1] })],
    [
      'alternatives of one value each',
      both({ oneOf: [{ const: 'a' }, { const: 'b' }] }),
      both({ enum: ['b', 'a'] }),
    ],
    [
      'numbers as alternatives, with titles',
      both({
        ...integer,
        oneOf: [
          { const: 0, title: 'GUILD' },
          { const: 1, title: 'DM' },
        ],
      }),
      both({ ...integer, enum: [0, 1] }),
    ],
    ['a list of texts beside any text', both({ anyOf: [string, { ...string, enum: ['a'] }] }), both(string)],
    ['an alternative that takes everything', both({ anyOf: [card, {}] }), both({ anyOf: [true, cash] })],
    [
      'choices in a choice',
      both({ oneOf: [card, { oneOf: [cash, transfer] }] }),
      both({ oneOf: [card, cash, transfer] }),
    ],
    [
      'a choice in a choice by reference',
      both(
        { anyOf: [card, { $ref: '#/components/schemas/More' }] },
        { schemas: { More: { anyOf: [cash, transfer] } } },
      ),
      both({ anyOf: [transfer, card, cash] }, { schemas: { More: { anyOf: [cash, transfer] } } }),
    ],
    [
      'additionalProperties true, {} and absent',
      both(object({}, { additionalProperties: true })),
      both(object({}, { additionalProperties: {} })),
    ],
    [
      'additionalProperties absent',
      both(object({}, { additionalProperties: { description: 'any' } })),
      both(object({})),
    ],
    ['a schema that is true', both(object({ a: true })), both(object({ a: {} }))],
    ['elements of any kind', both({ type: 'array', items: true }), both({ type: 'array' })],
    [
      'definitions inside the schema',
      both({
        ...object({
          a: { $ref: '#/paths/~1orders/put/requestBody/content/application~1json/schema/$defs/A' },
        }),
        $defs: { A: string },
      }),
      both(object({ a: string })),
    ],
    [
      'an anchor',
      both(object({ a: { $ref: '#text' } }), { schemas: { Text: { $anchor: 'text', ...string } } }),
      both(object({ a: string })),
    ],
    [
      'a dynamic reference that can lead to one place only',
      both(object({ a: { $dynamicRef: '#text' } }), {
        schemas: { Text: { $dynamicAnchor: 'text', ...string } },
      }),
      both(object({ a: string })),
    ],
    [
      'unevaluatedProperties beside allOf',
      both({ allOf: [object({ a: string }), object({ b: string })], unevaluatedProperties: false }),
      both(object({ a: string, b: string }, { additionalProperties: false })),
    ],
    [
      'unevaluatedProperties beside a reference',
      both(
        { $ref: '#/components/schemas/A', unevaluatedProperties: false },
        { schemas: { A: object({ a: string }) } },
      ),
      both(object({ a: string }, { additionalProperties: false }), { schemas: { A: object({ a: string }) } }),
    ],
    [
      'words beside a reference',
      both({ $ref: '#/components/schemas/A', description: 'a' }, { schemas: { A: string } }),
      both(string),
    ],
    [
      'siblings of a reference in 3.0',
      both({ $ref: '#/components/schemas/A', maxLength: 5 } as JsonObject, {
        openapi: '3.0.3',
        schemas: { A: string },
      }),
      three(string),
    ],
    [
      'siblings of a reference in 3.1',
      both({ $ref: '#/components/schemas/A', maxLength: 5 }, { schemas: { A: string } }),
      both({ ...string, maxLength: 5 }, { schemas: { A: string } }),
    ],
    [
      'a condition without consequence',
      both(object({ a: string }, { if: { required: ['a'] } })),
      both(object({ a: string })),
    ],
    [
      'contains that need not hold',
      both({ type: 'array', contains: string, minContains: 0 }),
      both({ type: 'array' }),
    ],
    [
      'dependentRequired of what is required anyhow',
      both(object({ a: string, b: string }, { required: ['b'], dependentRequired: { a: ['b'] } })),
      both(object({ a: string, b: string }, { required: ['b'] })),
    ],
    [
      'as few properties as are required anyhow',
      both(object({ a: string }, { required: ['a'], minProperties: 1 })),
      both(object({ a: string }, { required: ['a'] })),
    ],
    [
      'positions that say what the rest says',
      both({ type: 'array', prefixItems: [string], items: string }),
      both({ type: 'array', items: string }),
    ],
    [
      'a mapping to a component by another name',
      both(
        {
          oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }],
          discriminator: {
            propertyName: 'kind',
            mapping: { card: '#/components/schemas/Card', cash: 'Cash' },
          },
        },
        { schemas: { Card: card, Cash: cash } },
      ),
      both(
        {
          oneOf: [{ $ref: '#/components/schemas/Money' }, { $ref: '#/components/schemas/Plastic' }],
          discriminator: {
            propertyName: 'kind',
            mapping: { cash: '#/components/schemas/Money', card: '#/components/schemas/Plastic' },
          },
        },
        { schemas: { Plastic: card, Money: cash } },
      ),
    ],
  ])('%s', (_, a, b) => {
    expect(diffDocuments(a, b)).toEqual([]);
    expect(diffDocuments(b, a)).toEqual([]);
  });
});

describe('what need not mean the same', () => {
  const told = (a: Json, b: Json) => diffDocuments(both(a), both(b));

  it('below conditions nothing is certain', () => {
    const when = (least: number) =>
      object(
        {},
        {
          if: { required: ['a'] },
          else: { properties: { b: { ...integer, minimum: least } }, required: ['b'] },
        },
      );
    const found = told(when(1), when(2));
    expect(found.map(({ rule }) => rule)).toContain('request-property-min-increased');
    expect(found.every(({ proof }) => proof === 'undecided')).toBe(true);
  });

  it('below alternatives that overlap nothing is certain; below others it is', () => {
    const more = (one: JsonObject, required: string[]) => ({ anyOf: [{ ...one, required }, cash] });
    const loose = object({ kind: string, number: string });
    const proofs = (one: JsonObject) =>
      told(more(one, ['kind', 'number']), more(one, ['kind'])).flatMap(({ facet, direction, proof }) =>
        facet === 'required' && direction === 'response' ? [proof] : [],
      );
    expect(proofs(loose)).toEqual(['undecided']);
    expect(proofs(card)).toEqual(['structural']);
  });

  it('a dynamic reference that can lead to several places is undecided where it changes', () => {
    const to = (name: string) =>
      both(object({ a: { $dynamicRef: `#${name}` } }), {
        schemas: { One: { $dynamicAnchor: 'node', ...string }, Two: { $dynamicAnchor: 'node', ...integer } },
      });
    const found = diffDocuments(to('node'), to('other'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ rule }) => rule.endsWith('schema-undecided'))).toBe(true);
  });

  it('an alternative that another one takes is not told; one that nothing takes is', () => {
    const wide = object({ a: string });
    const narrow = object({ a: { ...string, maxLength: 5 } });
    const other = object({ z: integer }, { required: ['z'] });
    expect(told({ anyOf: [wide, other] }, { anyOf: [wide, narrow, other] })).toEqual([]);
    expect(told({ anyOf: [wide] }, { anyOf: [wide, other] }).map(({ rule }) => rule)).toContain(
      'request-body-any-of-added',
    );
  });

  it('an object that became a choice of others is told once', () => {
    const before = object({ total: integer, note: string });
    expect(told(before, { oneOf: [card, cash] }).map(({ rule }) => rule)).toEqual([
      'request-parameter-type-changed',
      'request-body-wrapped-in-one-of',
      'response-body-wrapped-in-one-of',
    ]);
  });
});
