import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

/** A schema, and values that it allows. */
interface Promised {
  schema: JsonObject;
  values: fc.Arbitrary<Json>;
}

const text = fc
  .record({ minLength: fc.integer({ min: 0, max: 3 }), more: fc.integer({ min: 0, max: 5 }) })
  .map(
    ({ minLength, more }): Promised => ({
      schema: { type: 'string', minLength, maxLength: minLength + more },
      values: fc.string({ minLength, maxLength: minLength + more, unit: 'binary-ascii' }),
    }),
  );

const whole = fc.record({ minimum: fc.integer(), more: fc.nat(1_000) }).map(
  ({ minimum, more }): Promised => ({
    schema: { type: 'integer', minimum, maximum: minimum + more },
    values: fc.integer({ min: minimum, max: minimum + more }),
  }),
);

const chosen = fc
  .uniqueArray(fc.jsonValue({ maxDepth: 1 }), { minLength: 1, maxLength: 4, comparator: 'SameValue' })
  .map(
    (list): Promised => ({ schema: { enum: list as Json[] }, values: fc.constantFrom(...(list as Json[])) }),
  );

const anything = fc.constant<Promised>({
  schema: {},
  values: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
});

const { promised } = fc.letrec<{
  promised: Promised;
  object: Promised;
  list: Promised;
  choice: Promised;
  whole: Promised;
  map: Promised;
}>((tie) => ({
  promised: fc.oneof(
    { maxDepth: 3 },
    text,
    whole,
    chosen,
    anything,
    tie('object'),
    tie('list'),
    tie('choice'),
    tie('map'),
  ),
  whole,
  object: fc
    .record({
      properties: fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), tie('promised'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
      closed: fc.boolean(),
      split: fc.boolean(),
      required: fc.infiniteStream(fc.boolean()),
    })
    .map(({ properties, closed, split, required }): Promised => {
      const names = Object.keys(properties);
      const must = names.filter(() => required.next().value);
      const schemas = Object.fromEntries(names.map((name) => [name, (properties[name] as Promised).schema]));
      const own = { type: 'object', properties: schemas, required: must };
      return {
        schema: split
          ? { allOf: [own, { type: 'object' }] }
          : { ...own, ...(closed && { additionalProperties: false }) },
        values: fc.record(
          Object.fromEntries(names.map((name) => [name, (properties[name] as Promised).values])),
          { requiredKeys: must, noNullPrototype: true },
        ) as fc.Arbitrary<Json>,
      };
    }),
  list: tie('promised').map((one) => ({
    schema: { type: 'array', items: (one as Promised).schema, maxItems: 3 },
    values: fc.array((one as Promised).values, { maxLength: 3 }) as fc.Arbitrary<Json>,
  })),
  map: tie('promised').map((one) => ({
    schema: { type: 'object', additionalProperties: (one as Promised).schema },
    values: fc.dictionary(fc.string(), (one as Promised).values, {
      maxKeys: 3,
      noNullPrototype: true,
    }) as fc.Arbitrary<Json>,
  })),
  choice: fc
    .tuple(tie('promised'), tie('promised'), fc.constantFrom('anyOf', 'oneOf'))
    .map(([one, other, keyword]) => ({
      schema: { [keyword]: [(one as Promised).schema, (other as Promised).schema, { type: 'null' }] },
      values: fc.oneof((one as Promised).values, (other as Promised).values, fc.constant(null)),
    })),
}));

const documentOf = (schema: JsonObject, version: string) =>
  openDocument(
    {
      openapi: version,
      info: { title: 'Shop', version: '1' },
      paths: {
        '/orders': {
          get: {
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } },
              },
            },
          },
        },
      },
      components: { schemas: { Answer: schema } },
    },
    sha256,
  );

const withValue = promised.chain((one) =>
  (one as Promised).values.map((value) => ({ schema: (one as Promised).schema, value })),
);

describe('an answer that its schema allows', () => {
  it('shows no difference', () => {
    fc.assert(
      fc.property(withValue, ({ schema, value }) => {
        const document = documentOf(schema, '3.1.0');
        const result = createConformance(document, createAjvValidators(document)).conform(
          exchangeOf({ response: { body: value } }),
        );
        expect(result.response.filter(({ level }) => level !== 'info')).toEqual([]);
        expect(result.undecided).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('shows nothing but information where more properties come, in closed objects too', () => {
    fc.assert(
      fc.property(withValue, fc.jsonValue(), ({ schema, value }, more) => {
        const closed = {
          type: 'object',
          required: ['answer'],
          additionalProperties: false,
          properties: { answer: schema },
        };
        const document = documentOf(closed, '3.1.0');
        const result = createConformance(document, createAjvValidators(document)).conform(
          exchangeOf({ response: { body: { answer: value, newcomer: more as Json } } }),
        );
        expect(result.response.filter(({ level }) => level !== 'info')).toEqual([]);
        expect(result.response.map(({ subject }) => subject.location)).toContain('/newcomer');
      }),
      { numRuns: 100 },
    );
  });

  it('never makes conformance fail, whatever the schema and the answer', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        fc.constantFrom('3.0.3', '3.1.0'),
        (schema, value, version) => {
          const document = documentOf(
            { type: 'object', properties: { answer: schema as Json }, anyOf: schema as Json },
            version,
          );
          const result = createConformance(document, createAjvValidators(document)).conform(
            exchangeOf({ response: { body: { answer: value as Json } } }),
          );
          expect(result.operation?.key).toBe('GET /orders');
        },
      ),
      { numRuns: 100 },
    );
  });
});
