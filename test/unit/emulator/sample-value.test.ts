import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { chooserOf } from '../../../src/local/emulator/schema/chooser.ts';
import { samplePattern } from '../../../src/local/emulator/schema/sample-pattern.ts';
import { sampleValue } from '../../../src/local/emulator/schema/sample-value.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';
import { documentOf } from './sample-documents.ts';

function sample(schema: Json, seed = 'seed', openapi = '3.1.0'): Json | undefined {
  const document = documentOf({}, { openapi, components: { schemas: { It: schema } } });
  const schemas = schemasOf(document, 'response');
  const at = schemas.at('#/components/schemas/It');
  return sampleValue(at, { schemas, seed, examples: true });
}

const bounds = (low: string, high: string, most: number) =>
  fc.tuple(fc.option(fc.nat(most), { nil: null }), fc.option(fc.nat(most), { nil: null })).map(
    ([least, more]): JsonObject => ({
      ...(least !== null && { [low]: least }),
      ...(more !== null && { [high]: (least ?? 0) + more }),
    }),
  );

const pattern = fc.constantFrom(
  '^[a-z]{3}-\\d+$',
  '^(ch|re)_[0-9a-z]+$',
  '^\\w{2,5}$',
  '[A-F]',
  '^\\+?[1-9]\\d{6,14}$',
);
const scalar = fc.oneof(
  bounds('minLength', 'maxLength', 30).map((more): JsonObject => ({ type: 'string', ...more })),
  pattern.map((one): JsonObject => ({ type: 'string', pattern: one })),
  fc
    .constantFrom('date', 'date-time', 'uuid', 'email', 'uri', 'ipv4', 'ipv6', 'time', 'duration', 'hostname')
    .map((format): JsonObject => ({ type: 'string', format })),
  bounds('minimum', 'maximum', 500).map((more): JsonObject => ({ type: 'integer', ...more })),
  bounds('minimum', 'maximum', 500).map((more): JsonObject => ({ type: 'number', ...more })),
  fc
    .nat(100)
    .map((low): JsonObject => ({ type: 'integer', exclusiveMinimum: low, exclusiveMaximum: low + 2 })),
  fc
    .integer({ min: 1, max: 50 })
    .map((step): JsonObject => ({ type: 'integer', multipleOf: step, minimum: step + 1 })),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1 })
    .map((values): JsonObject => ({ enum: values as Json[] })),
  fc.jsonValue().map((value): JsonObject => ({ const: value as Json })),
  fc.constantFrom<JsonObject>(
    { type: 'boolean' },
    { type: 'null' },
    { type: ['string', 'null'], maxLength: 3 },
    {},
  ),
);

const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc
      .record({
        properties: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('schema'), { maxKeys: 4 }),
        all: fc.boolean(),
      })
      .map(
        ({ properties, all }): JsonObject => ({
          type: 'object',
          properties,
          required: all ? Object.keys(properties) : Object.keys(properties).slice(0, 1),
          additionalProperties: false,
        }),
      ),
    fc
      .tuple(tie('schema'), fc.nat(3))
      .map(([items, least]): JsonObject => ({ type: 'array', items, minItems: least })),
    fc.tuple(fc.integer({ min: 0, max: 6 })).map(
      ([least]): JsonObject => ({
        type: 'array',
        items: { type: 'integer' },
        minItems: least,
        uniqueItems: true,
      }),
    ),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): JsonObject => ({ anyOf })),
    tie('schema').map((one): JsonObject => ({ allOf: [one, { description: 'the same' }] })),
    fc.nat(5).map(
      (least): JsonObject => ({
        type: 'object',
        minProperties: least,
        additionalProperties: { type: 'integer' },
      }),
    ),
  ),
}));

describe('sampleValue', () => {
  it('fits every schema, as judged apart from our conversion, and is the same each time', () => {
    fc.assert(
      fc.property(schema, fc.string(), (one, seed) => {
        const made = sample(one, seed);
        const { valid } = new Validator(
          one as ConstructorParameters<typeof Validator>[0],
          '2020-12',
        ).validate(made);
        return made !== undefined && valid && JSON.stringify(made) === JSON.stringify(sample(one, seed));
      }),
      { numRuns: 400 },
    );
  });

  it('takes a documented example that fits and passes over one that does not', () => {
    expect(sample({ type: 'string', example: 'Anna' })).toBe('Anna');
    expect(sample({ type: 'integer', examples: ['many', 4] })).toBe(4);
    expect(sample({ type: 'string', format: 'date', example: '02-02-2022' })).toMatch(/^2026-\d\d-\d\d$/);
  });

  it('reads nullable and exclusive bounds of OpenAPI 3.0', () => {
    expect(sample({ type: 'string', nullable: true, enum: [null] }, 'seed', '3.0.3')).toBeNull();
    const bounded = {
      type: 'integer',
      minimum: 3,
      exclusiveMinimum: true,
      maximum: 5,
      exclusiveMaximum: true,
    };
    expect(sample(bounded, 'seed', '3.0.3')).toBe(4);
  });

  it('leaves writeOnly properties out of responses', () => {
    const secret = { type: 'string', writeOnly: true };
    expect(sample({ type: 'object', required: ['pin'], properties: { pin: secret } })).toEqual({});
  });

  it('ends where a schema requires itself', () => {
    expect(
      sample({ type: 'object', required: ['it'], properties: { it: { $ref: '#/components/schemas/It' } } }),
    ).toBeUndefined();
    expect(sample({ $ref: '#/components/schemas/It' })).toBeDefined();
    const list = { type: 'array', items: { $ref: '#/components/schemas/It' } };
    expect(sample({ type: 'object', required: ['list'], properties: { list } })).toHaveProperty('list');
  });
});

describe('samplePattern', () => {
  it.each([
    '^ch_[0-9a-z]+$',
    '^[A-Z]{2}$',
    '^(?:red|green)-(?<tone>\\d{2,3})?$',
    '^[^a-y]{4}$',
    '^([01]\\d|2[0-3]):?([0-5]\\d)$',
    '^\\p$|^x$|\\.$',
    '^\\u0041\\x42[\\-\\]]\\/$',
    'a.*b',
    '^.{12,}$',
  ])('%s', (one) => {
    for (let seed = 0; seed < 20; seed++) {
      const made = samplePattern(one, chooserOf(String(seed)));
      if (made !== null) expect(made).toMatch(new RegExp(one));
    }
    expect(samplePattern(one, chooserOf('0')) === null).toBe(one.includes('\\p'));
  });

  it.each(['^(?=a)b$', '(a', '[z', '\\1', '(?<!x)y', 'a)'])('does not guess at %s', (one) => {
    expect(samplePattern(one, chooserOf('0'))).toBeNull();
  });
});
