import type { Json, JsonObject } from '../../../../src/core/json.ts';

/** A keyword of a schema: what stands beside it, and two values that mean different things. */
export interface KeywordModel {
  keyword: string;
  beside: JsonObject;
  values: readonly [Json, Json] | readonly [Json];
}

const OBJECT = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
const ARRAY = { type: 'array', items: { type: 'string' } };
const STRING = { type: 'string' };
const NUMBER = { type: 'number' };

/** Every keyword of JSON Schema 2020-12 and of OpenAPI's own vocabulary, 3.0 to 3.2. */
export const KEYWORDS: readonly KeywordModel[] = [
  { keyword: 'type', beside: {}, values: ['string', 'integer'] },
  { keyword: 'nullable', beside: STRING, values: [true] },
  { keyword: 'enum', beside: STRING, values: [['a', 'b'], ['a']] },
  { keyword: 'const', beside: STRING, values: ['a', 'b'] },
  { keyword: 'multipleOf', beside: NUMBER, values: [2, 3] },
  { keyword: 'maximum', beside: NUMBER, values: [10, 9] },
  { keyword: 'exclusiveMaximum', beside: NUMBER, values: [10, 9] },
  { keyword: 'minimum', beside: NUMBER, values: [1, 2] },
  { keyword: 'exclusiveMinimum', beside: NUMBER, values: [1, 2] },
  { keyword: 'maxLength', beside: STRING, values: [10, 9] },
  { keyword: 'minLength', beside: STRING, values: [1, 2] },
  { keyword: 'pattern', beside: STRING, values: ['^a', '^b'] },
  { keyword: 'format', beside: STRING, values: ['date', 'uuid'] },
  { keyword: 'maxItems', beside: ARRAY, values: [10, 9] },
  { keyword: 'minItems', beside: ARRAY, values: [1, 2] },
  { keyword: 'uniqueItems', beside: ARRAY, values: [true] },
  { keyword: 'maxContains', beside: { ...ARRAY, contains: { const: 'a' } }, values: [3, 2] },
  { keyword: 'minContains', beside: { ...ARRAY, contains: { const: 'a' } }, values: [2, 3] },
  { keyword: 'contains', beside: ARRAY, values: [{ const: 'a' }, { const: 'b' }] },
  { keyword: 'items', beside: { type: 'array' }, values: [{ type: 'string' }, { type: 'integer' }] },
  {
    keyword: 'prefixItems',
    beside: { type: 'array' },
    values: [[{ type: 'string' }], [{ type: 'integer' }]],
  },
  {
    keyword: 'unevaluatedItems',
    beside: { type: 'array', prefixItems: [{ type: 'string' }] },
    values: [false, { type: 'string' }],
  },
  { keyword: 'maxProperties', beside: OBJECT, values: [10, 9] },
  { keyword: 'minProperties', beside: OBJECT, values: [1, 2] },
  { keyword: 'required', beside: OBJECT, values: [['a'], ['b']] },
  { keyword: 'dependentRequired', beside: OBJECT, values: [{ a: ['b'] }, { b: ['a'] }] },
  {
    keyword: 'dependentSchemas',
    beside: OBJECT,
    values: [{ a: { required: ['b'] } }, { a: { minProperties: 3 } }],
  },
  {
    keyword: 'properties',
    beside: { type: 'object' },
    values: [{ a: { type: 'string' } }, { b: { type: 'string' } }],
  },
  {
    keyword: 'patternProperties',
    beside: OBJECT,
    values: [{ '^x-': { type: 'string' } }, { '^x-': { type: 'integer' } }],
  },
  { keyword: 'additionalProperties', beside: OBJECT, values: [false, { type: 'string' }] },
  { keyword: 'unevaluatedProperties', beside: OBJECT, values: [false, { type: 'string' }] },
  { keyword: 'propertyNames', beside: OBJECT, values: [{ maxLength: 3 }, { maxLength: 2 }] },
  { keyword: 'allOf', beside: STRING, values: [[{ maxLength: 5 }], [{ maxLength: 4 }]] },
  {
    keyword: 'anyOf',
    beside: {},
    values: [
      [{ type: 'string' }, { type: 'integer' }],
      [{ type: 'string' }, { type: 'boolean' }],
    ],
  },
  {
    keyword: 'oneOf',
    beside: {},
    values: [
      [{ type: 'string' }, { type: 'integer' }],
      [{ type: 'string' }, { type: 'boolean' }],
    ],
  },
  { keyword: 'not', beside: STRING, values: [{ const: 'a' }, { const: 'b' }] },
  {
    keyword: 'if',
    // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
    beside: { ...OBJECT, then: { required: ['b'] } },
    values: [{ required: ['a'] }, { minProperties: 1 }],
  },
  {
    keyword: 'then',
    beside: { ...OBJECT, if: { required: ['a'] } },
    values: [{ required: ['b'] }, { minProperties: 3 }],
  },
  {
    keyword: 'else',
    beside: { ...OBJECT, if: { required: ['a'] } },
    values: [{ required: ['b'] }, { minProperties: 3 }],
  },
  { keyword: 'contentMediaType', beside: STRING, values: ['application/json', 'text/html'] },
  { keyword: 'contentEncoding', beside: STRING, values: ['base64', 'base64url'] },
  {
    keyword: 'contentSchema',
    beside: { ...STRING, contentMediaType: 'application/json' },
    values: [{ type: 'object' }, { type: 'array' }],
  },
  { keyword: 'default', beside: STRING, values: ['a', 'b'] },
  { keyword: 'deprecated', beside: STRING, values: [true] },
  { keyword: 'readOnly', beside: STRING, values: [true] },
  { keyword: 'writeOnly', beside: STRING, values: [true] },
  {
    keyword: 'discriminator',
    beside: {
      oneOf: [
        { type: 'object', title: 'A' },
        { type: 'object', title: 'B', maxProperties: 9 },
      ],
    },
    values: [{ propertyName: 'kind' }, { propertyName: 'type' }],
  },
  { keyword: 'title', beside: STRING, values: ['A', 'B'] },
  { keyword: 'description', beside: STRING, values: ['A', 'B'] },
  { keyword: '$comment', beside: STRING, values: ['A', 'B'] },
  { keyword: 'example', beside: STRING, values: ['a', 'b'] },
  { keyword: 'examples', beside: STRING, values: [['a'], ['b']] },
  {
    keyword: 'externalDocs',
    beside: STRING,
    values: [{ url: 'https://a.example' }, { url: 'https://b.example' }],
  },
  { keyword: 'xml', beside: STRING, values: [{ name: 'a' }, { name: 'b' }] },
  { keyword: '$defs', beside: STRING, values: [{ A: { type: 'string' } }, { A: { type: 'integer' } }] },
  { keyword: '$anchor', beside: STRING, values: ['a', 'b'] },
];
