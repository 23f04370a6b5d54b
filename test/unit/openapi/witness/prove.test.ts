import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { type Placed, provedAt } from './proofs.ts';

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});
const array = (more: JsonObject): JsonObject => ({ type: 'array', ...more });
const text = { type: 'string' };
const tagged = (kind: string): JsonObject => object({ kind: { const: kind } }, { required: ['kind'] });

/** `[rule, place, before, after, the value that shows it]`. */
const SHOWN: [string, Placed, Json, Json, Json][] = [
  ['request-body-type-changed', 'request', text, { type: 'boolean' }, 'text'],
  ['response-body-type-generalized', 'response', { type: 'integer' }, { type: 'number' }, 0.5],
  ['response-body-became-nullable', 'response', text, { type: ['string', 'null'] }, null],
  ['request-body-became-not-nullable', 'request', { type: ['string', 'null'] }, text, null],
  ['request-body-became-enum', 'request', text, { type: 'string', enum: ['a', 'b'] }, 'text'],
  ['request-body-enum-value-removed', 'request', { enum: ['a', 'b'] }, { enum: ['a'] }, 'b'],
  ['response-property-enum-value-added', 'response', { enum: ['a'] }, { enum: ['a', 'b'] }, 'b'],
  ['request-parameter-enum-value-removed', 'parameter', { enum: ['a', 'b'] }, { enum: ['a'] }, 'b'],
  ['request-body-const-changed', 'request', { const: 1 }, { const: 2 }, 1],
  [
    'request-body-min-increased',
    'request',
    { type: 'integer', minimum: 1 },
    { type: 'integer', minimum: 5 },
    1,
  ],
  [
    'response-body-max-increased',
    'response',
    { type: 'number', maximum: 5 },
    { type: 'number', maximum: 9 },
    6,
  ],
  [
    'request-body-exclusive-max-decreased',
    'request',
    { type: 'number', exclusiveMaximum: 9 },
    { type: 'number', exclusiveMaximum: 5 },
    5,
  ],
  ['request-property-multiple-of-set', 'request', { type: 'integer' }, { type: 'integer', multipleOf: 3 }, 1],
  [
    'request-body-max-length-decreased',
    'request',
    { type: 'string', maxLength: 9 },
    { type: 'string', maxLength: 4 },
    'textx',
  ],
  [
    'request-body-min-length-increased',
    'request',
    { type: 'string', minLength: 1 },
    { type: 'string', minLength: 3 },
    'te',
  ],
  ['request-property-pattern-added', 'request', text, { type: 'string', pattern: '^[0-9]+$' }, 'text'],
  [
    'request-property-pattern-changed',
    'request',
    { type: 'string', pattern: '^[a-z]{2}$' },
    { type: 'string', pattern: '^[a-y]{2}$' },
    expect.stringMatching(/z/),
  ],
  [
    'request-property-max-items-set',
    'request',
    array({ items: text }),
    array({ items: text, maxItems: 1 }),
    ['text', 'text'],
  ],
  ['response-body-min-items-unset', 'response', array({ minItems: 1 }), array({}), []],
  [
    'request-property-unique-items-set',
    'request',
    array({ items: text }),
    array({ items: text, uniqueItems: true }),
    ['text', 'text'],
  ],
  ['new-required-request-property', 'request', object({}), object({ id: text }, { required: ['id'] }), {}],
  [
    'request-property-became-required',
    'request',
    object({ id: text }),
    object({ id: text }, { required: ['id'] }),
    {},
  ],
  [
    'response-property-became-optional',
    'response',
    object({ id: text }, { required: ['id'] }),
    object({ id: text }),
    {},
  ],
  [
    'response-required-property-removed',
    'response',
    object({ id: text }, { required: ['id'] }),
    object({}),
    {},
  ],
  [
    'request-property-additional-properties-forbidden',
    'request',
    object({ id: text }),
    object({ id: text }, { additionalProperties: false }),
    { extra: 'text' },
  ],
  [
    'request-body-one-of-removed',
    'request',
    { oneOf: [tagged('a'), tagged('b'), tagged('c')] },
    { oneOf: [tagged('a'), tagged('b')] },
    { kind: 'c' },
  ],
  [
    'response-body-one-of-added',
    'response',
    { oneOf: [tagged('a'), text] },
    { oneOf: [tagged('a'), text, tagged('b')] },
    { kind: 'b' },
  ],
];

describe('a claim about what values fit', () => {
  it.each(SHOWN)('%s (%s) is shown by a value', (rule, placed, before, after, instance) => {
    const found = provedAt(placed, before, after).find((difference) => difference.rule === rule);
    expect(found).toMatchObject({
      proof: 'witness',
      witness: { instance, because: expect.stringMatching(/^\S.*\.$/) },
    });
    const sides = placed === 'response' ? ['observed', 'baseline'] : ['baseline', 'observed'];
    expect([found?.witness?.acceptedBy, found?.witness?.refusedBy]).toEqual(sides);
  });

  /** Keywords that look at values through conditions; whatever the rule is called, the claim has to be shown. */
  const CONDITIONAL: [string, Json, Json][] = [
    [
      'if and then',
      object({ a: text, b: text }),
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
      object({ a: text, b: text }, { if: { required: ['a'] }, then: { required: ['b'] } }),
    ],
    [
      'else',
      object({ a: text }),
      object({ a: text }, { if: { required: ['a'] }, else: { required: ['b'] } }),
    ],
    ['contains', array({ items: text }), array({ items: text, contains: { const: 'x' } })],
    [
      'dependentRequired',
      object({ a: text, b: text }),
      object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
    ],
    [
      'dependentSchemas',
      object({ a: text, b: text }),
      object({ a: text, b: text }, { dependentSchemas: { a: { required: ['b'] } } }),
    ],
    ['patternProperties', object({}), object({}, { patternProperties: { '^x-': { type: 'integer' } } })],
    ['propertyNames', object({}), object({}, { propertyNames: { maxLength: 3 } })],
    ['not', text, { type: 'string', not: { const: 'text' } }],
    ['prefixItems', array({}), array({ prefixItems: [{ type: 'integer' }] })],
    ['unevaluatedProperties', object({ a: text }), object({ a: text }, { unevaluatedProperties: false })],
    [
      'unevaluatedItems',
      array({ prefixItems: [text] }),
      array({ prefixItems: [text], unevaluatedItems: false }),
    ],
  ];

  it.each(CONDITIONAL)('that %s begins to hold is shown by a value', (_, before, after) => {
    const told = provedAt('request', before, after).filter(({ level }) => level !== 'info');
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ rule, proof }) => [rule, proof])).toEqual(told.map(({ rule }) => [rule, 'witness']));
  });

  it('names the limit and the place in one sentence', () => {
    const [difference] = provedAt(
      'request',
      { type: 'string', maxLength: 9 },
      { type: 'string', maxLength: 4 },
    );
    expect(difference?.witness?.because).toBe('The value must have at most 4 characters, and has 5.');
    const [missing] = provedAt('request', object({}), object({ id: text }, { required: ['id'] }));
    expect(missing?.witness?.because).toBe('/id must be there, and is not.');
  });
});

describe('what no value can show', () => {
  it('is undecided where both sides take the same in truth', () => {
    const before = { type: 'string', pattern: '^[a-c]$' };
    const [difference] = provedAt('request', before, { type: 'string', pattern: '^(a|b|c)$' });
    expect(difference).toMatchObject({ rule: 'request-property-pattern-changed', proof: 'undecided' });
    expect(difference?.witness).toBeUndefined();
  });

  it('is undecided where a pattern is beyond the linear engine', () => {
    const [difference] = provedAt('request', text, { type: 'string', pattern: '(a)\\1' });
    expect(difference).toMatchObject({ rule: 'request-property-pattern-added', proof: 'undecided' });
  });

  it('stands by its structure where it is no claim about sets of values', () => {
    const told = provedAt('response', object({ note: text }), object({}));
    expect(told.map(({ rule, proof }) => [rule, proof])).toEqual([
      ['response-optional-property-removed', 'structural'],
    ]);
  });

  it('is not claimed of what is only widened', () => {
    const told = provedAt('request', { type: 'integer', minimum: 5 }, { type: 'integer', minimum: 1 });
    expect(told.map(({ level, witness }) => [level, witness])).toEqual([['info', undefined]]);
  });

  it('is left undecided, not thrown, for schemas that lead back to themselves', () => {
    const Loop = { allOf: [{ $ref: '#/components/schemas/Loop' }], maxLength: 3 };
    const Circle = object({ next: { $ref: '#/components/schemas/Circle' } }, { required: ['next'] });
    const more: { schemas: [JsonObject, JsonObject] } = {
      schemas: [
        { Loop: { ...Loop, maxLength: 9 }, Circle },
        { Loop, Circle: { ...Circle, required: ['next', 'id'] } },
      ],
    };
    const loop = provedAt(
      'request',
      { $ref: '#/components/schemas/Loop' },
      { $ref: '#/components/schemas/Loop' },
      more,
    );
    expect(loop.map(({ proof }) => proof)).toEqual(loop.map(() => 'undecided'));
    const circle = provedAt(
      'request',
      { $ref: '#/components/schemas/Circle' },
      { $ref: '#/components/schemas/Circle' },
      more,
    );
    expect(circle.map(({ rule, proof }) => [rule, proof])).toEqual([
      ['new-required-request-property', 'undecided'],
    ]);
  });
});

describe('an honest witness', () => {
  it('is refused for the reason that is claimed, not for another', () => {
    const before = object({ a: { type: 'string', maxLength: 9 }, b: text });
    const after = object({ a: { type: 'string', maxLength: 4 }, b: text, c: text }, { required: ['c'] });
    const told = provedAt('request', before, after);
    expect(new Map(told.map(({ rule, witness }) => [rule, witness?.instance]))).toEqual(
      new Map<string, Json>([
        ['request-property-max-length-decreased', 'textx'],
        ['new-required-request-property', {}],
      ]),
    );
  });

  it('leaves read-only properties out of requests, in every version', () => {
    const before = object({ id: { type: 'string', readOnly: true } }, { required: ['id'] });
    const after = object(
      { id: { type: 'string', readOnly: true }, note: text },
      { required: ['id', 'note'] },
    );
    for (const openapi of ['3.0.3', '3.1.0']) {
      expect(provedAt('request', before, after, { openapi })).toMatchObject([
        { rule: 'new-required-request-property', proof: 'witness', witness: { instance: {} } },
      ]);
    }
  });

  it('knows the nullable and the exclusive bounds of 3.0', () => {
    const before = { type: 'number', nullable: true, maximum: 5 };
    const after = { type: 'number', nullable: true, maximum: 5, exclusiveMaximum: true };
    expect(provedAt('request', before, after, { openapi: '3.0.3' })).toMatchObject([
      { proof: 'witness', witness: { instance: 5 } },
    ]);
  });
});
