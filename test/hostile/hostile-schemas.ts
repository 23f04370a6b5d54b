import type { Json, JsonObject } from '../../src/core/json.ts';
import { GOOD, type HostileDocument, members, operation, SECRET, times, withSchema } from './hostile-case.ts';

function schema(name: string, make: () => Json, schemas: () => JsonObject = () => ({})): HostileDocument {
  return { name, make: () => JSON.stringify(withSchema(make(), schemas())) };
}

function property(name: string, make: () => JsonObject): HostileDocument {
  return schema(name, () => ({ type: 'object', required: ['id'], properties: { id: make(), size: make() } }));
}

function nested(depth: number, wrap: (inner: Json) => Json, innermost: Json): Json {
  let value = innermost;
  for (let at = 0; at < depth; at++) value = wrap(value);
  return value;
}

const to = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Each schema uses the next one twice by a keyword: a few lines that stand for 2^30. */
function doubling(keyword: string, levels = 30): HostileDocument {
  return schema(
    `${keyword} that doubles at every level`,
    () => to('p0'),
    () => ({
      ...members(levels, (at) => ({
        [keyword]: [to(`p${at + 1}`), { ...(to(`p${at + 1}`) as JsonObject), minLength: at }],
      })),
      [`p${levels}`]: { type: 'string' },
    }),
  );
}

/** Documents that can be read, and harm whoever works with what they say. */
export const SCHEMAS: readonly HostileDocument[] = [
  ...['allOf', 'anyOf', 'oneOf'].map((keyword) => doubling(keyword)),
  schema('two thousand alternatives that overlap', () => ({
    oneOf: times(2_000, (at) => ({
      type: 'object',
      properties: { [`p${at % 50}`]: { type: 'string', minLength: at } },
    })),
  })),
  schema('alternatives of alternatives, a million in all', () => ({
    allOf: times(6, (at) => ({ oneOf: times(10, (of) => ({ required: [`p${at}x${of}`] })) })),
  })),
  schema('a thousand opposites', () => nested(400, (inner) => ({ not: inner }), { type: 'string' })),
  schema('properties four hundred deep', () =>
    nested(220, (inner) => ({ type: 'object', properties: { a: inner } }), true),
  ),
  schema('a hundred thousand properties', () => ({
    type: 'object',
    properties: members(100_000, () => ({ type: 'string' })),
  })),
  schema('a hundred thousand patterns of names', () => ({
    patternProperties: members(3_000, () => ({ type: 'string' }), '^(a|a)*x'),
  })),
  property('a hundred thousand values', () => ({ enum: times(100_000, (at) => `${SECRET}${at}`) })),
  property('large values that are almost equal', () => ({
    enum: times(300, (at) => ({ list: times(300, () => 1), last: at })),
  })),
  property('a pattern that backtracks for ever', () => ({
    type: 'string',
    pattern: '^(([a-z])+.)+[A-Z]([a-z])+$',
  })),
  property('a pattern of nested stars', () => ({ type: 'string', pattern: '^((((a*)*)*)*)*$' })),
  property('a pattern with a back reference', () => ({ type: 'string', pattern: '^(a+)+\\1+$' })),
  property('a pattern that counts to a billion', () => ({
    type: 'string',
    pattern: '^((a{1,1000}){1,1000}){1,1000}$',
  })),
  property('a pattern of a megabyte', () => ({
    type: 'string',
    pattern: `^(${times(100_000, (at) => `a${at}`).join('|')})$`,
  })),
  property('a pattern that is none', () => ({ type: 'string', pattern: '(((((([' })),
  property('a multiple of almost nothing', () => ({ type: 'number', multipleOf: 1e-300, maximum: 1e300 })),
  property('a multiple of nothing and of less', () => ({
    type: 'number',
    multipleOf: 0,
    allOf: [{ multipleOf: -3 }],
  })),
  property('numbers beyond all size', () => ({
    type: 'integer',
    minimum: -1e308,
    maximum: 1e308,
    exclusiveMaximum: 5e-324,
  })),
  property('a text that must be very long', () => ({ type: 'string', minLength: 2 ** 53 })),
  property('a list that must be very long', () => ({
    type: 'array',
    minItems: 2 ** 40,
    items: { type: 'string' },
    uniqueItems: true,
  })),
  property('an object that must be very wide', () => ({ type: 'object', minProperties: 2 ** 40 })),
  property('keywords of the wrong type', () => ({
    type: { a: 1 },
    enum: 'x',
    required: 3,
    properties: [1],
    items: 'y',
    pattern: {},
    allOf: {},
    $ref: 7,
    minLength: 'z',
    format: [],
  })),
  property('all at once that nothing can be', () => ({
    type: ['string', 'null'],
    const: 3,
    enum: [],
    not: {},
    minimum: 9,
    maximum: 1,
  })),
  schema('unevaluated at every level', () =>
    nested(
      16,
      (inner) => ({ unevaluatedProperties: false, anyOf: [inner, { properties: { a: inner } }] }),
      true,
    ),
  ),
  {
    name: 'paths by the ten thousand',
    make: () =>
      JSON.stringify({
        ...GOOD,
        paths: members(30_000, () => ({ get: operation({ type: 'string' }) }), '/a/'),
      }),
  },
  {
    name: 'paths of parameters alone',
    make: () =>
      JSON.stringify({
        ...GOOD,
        paths: members(2_000, (at) => ({ get: operation(at) }), '/{a}/{b}{c}-{d}/{'),
      }),
  },
  {
    name: 'a path with a thousand parameters',
    make: () =>
      JSON.stringify({
        ...GOOD,
        paths: { [`/${times(1_000, (at) => `{a${at}}`).join('')}`]: { get: operation(true) } },
      }),
  },
  {
    name: 'a name of a megabyte',
    make: () =>
      JSON.stringify({
        ...GOOD,
        paths: {
          [`/${'a'.repeat(1_000_000)}`]: {
            get: operation({ properties: { ['b'.repeat(1_000_000)]: true } }),
          },
        },
      }),
  },
  {
    name: 'parameters and answers by the ten thousand',
    make: () =>
      JSON.stringify({
        ...GOOD,
        paths: {
          '/things/{id}': {
            get: {
              parameters: times(10_000, (at) => ({
                name: `q${at}`,
                in: 'query',
                schema: { type: 'string' },
              })),
              responses: members(10_000, () => ({ description: '' }), ''),
            },
          },
        },
      }),
  },
  {
    name: 'servers with a thousand variables',
    make: () =>
      JSON.stringify({
        ...GOOD,
        servers: times(200, (at) => ({
          url: `https://${times(30, (of) => `{v${of}}`).join('.')}.example/${at}`,
          variables: members(30, () => ({ default: 'a', enum: times(50, String) }), 'v'),
        })),
      }),
  },
  {
    name: 'nothing where it should be',
    make: () =>
      JSON.stringify({
        openapi: '3.1.0',
        info: null,
        paths: { '/a': null, '/b': { get: null, post: 3, parameters: 'x' } },
        components: [],
      }),
  },
  {
    name: 'a version of a megabyte',
    make: () => JSON.stringify({ ...GOOD, openapi: `3.1.${'9'.repeat(1_000_000)}` }),
  },
  {
    name: 'an old document full of rings',
    make: () =>
      JSON.stringify({
        swagger: '2.0',
        info: { title: 'x', version: '1' },
        paths: {
          '/a': {
            get: {
              parameters: [{ $ref: '#/parameters/P' }],
              responses: { 200: { description: '', schema: { $ref: '#/definitions/A' } } },
            },
          },
        },
        parameters: { P: { $ref: '#/parameters/P' } },
        definitions: { A: { allOf: [{ $ref: '#/definitions/A' }] } },
      }),
  },
];
