import type { JsonObject } from '../../json.ts';
import type { ChangeKey } from '../../openapi/diff/rules/rules.ts';
import { back, type Change } from './example.ts';

const LIST: JsonObject = { type: 'array', items: { type: 'string' } };
const OBJECT: JsonObject = {
  type: 'object',
  properties: { card: { type: 'string' }, iban: { type: 'string' } },
};
const CARD: JsonObject = { type: 'object', required: ['card'], properties: { card: { type: 'string' } } };
const IBAN: JsonObject = { type: 'object', required: ['iban'], properties: { iban: { type: 'integer' } } };
const CASH: JsonObject = { type: 'object', required: ['cash'], properties: { cash: { type: 'boolean' } } };

const ONE_OF: Change = [{ oneOf: [CARD, IBAN] }, { oneOf: [CARD, IBAN, CASH] }];
const ANY_OF: Change = [{ anyOf: [CARD, IBAN] }, { anyOf: [CARD, IBAN, CASH] }];
const TUPLE: Change = [
  { ...LIST, prefixItems: [{ type: 'integer' }] },
  { ...LIST, prefixItems: [{ type: 'integer' }, { type: 'integer' }] },
];
const MERGED: Change = [{ allOf: [OBJECT] }, { allOf: [OBJECT, { required: ['card'] }] }];
const CONDITION: JsonObject = { properties: { card: { const: 'none' } }, required: ['card'] };

/** Put together, for an object written with `then` would pass for a promise. */
const THEN: JsonObject = Object.fromEntries([['then', { required: ['iban'] }]]);

/** A change that adds keywords to a schema, and the one that takes them away. */
function added(facet: string, schema: JsonObject, keywords: JsonObject): Record<string, Change> {
  const change: Change = [schema, { ...schema, ...keywords }];
  return { [`${facet}.added`]: change, [`${facet}.removed`]: back(change) };
}

function kinds(propertyName: string, mapping?: JsonObject): JsonObject {
  return {
    oneOf: [kind('card'), kind('iban')],
    discriminator: { propertyName, ...(mapping && { mapping }) },
  };
}

function kind(name: string): JsonObject {
  return {
    type: 'object',
    required: ['kind', 'sort'],
    properties: { kind: { const: name }, sort: { const: name } },
  };
}

const KINDS: JsonObject = { oneOf: [kind('card'), kind('iban')] };
const MAPPED: Change = [
  kinds('kind', { card: '#/components/schemas/Card' }),
  kinds('kind', { card: '#/components/schemas/Card', iban: '#/components/schemas/Iban' }),
];

/** What changes in a schema that is made of others, for each facet and change. */
export const STRUCTURE_CHANGES: Partial<Record<ChangeKey, Change>> = {
  'one-of.wrapped': [
    { type: 'object', properties: { cash: { type: 'boolean' }, note: { type: 'string' } } },
    { oneOf: [CARD, IBAN] },
  ],
  'one-of.added': ONE_OF,
  'one-of.removed': back(ONE_OF),
  'one-of.became-any-of': [{ oneOf: [CARD, IBAN] }, { anyOf: [CARD, IBAN] }],
  'any-of.became-one-of': [{ anyOf: [CARD, IBAN] }, { oneOf: [CARD, IBAN] }],
  'any-of.added': ANY_OF,
  'any-of.removed': back(ANY_OF),
  'all-of.added': MERGED,
  'all-of.removed': back(MERGED),
  'all-of.added-annotation-only': [OBJECT, { ...OBJECT, allOf: [{ description: 'How it is paid' }] }],
  'all-of.removed-annotation-only': [{ ...OBJECT, allOf: [{ description: 'How it is paid' }] }, OBJECT],
  'discriminator.added': [KINDS, kinds('kind')],
  'discriminator.removed': [kinds('kind'), KINDS],
  'discriminator.property-name-changed': [kinds('kind'), kinds('sort')],
  'discriminator.mapping-added': MAPPED,
  'discriminator.mapping-deleted': back(MAPPED),
  'discriminator.mapping-changed': [
    kinds('kind', { card: '#/components/schemas/Card' }),
    kinds('kind', { card: '#/components/schemas/Iban' }),
  ],
  'additional-properties.forbidden': [OBJECT, { ...OBJECT, additionalProperties: false }],
  'additional-properties.allowed': [{ ...OBJECT, additionalProperties: false }, OBJECT],
  'prefix-items.added': TUPLE,
  'prefix-items.removed': back(TUPLE),
  ...added('contains', LIST, { contains: { const: 'a' } }),
  'min-contains.increased': [contains({ minContains: 1 }), contains({ minContains: 2 })],
  'min-contains.decreased': [contains({ minContains: 2 }), contains({ minContains: 1 })],
  'max-contains.increased': [contains({ maxContains: 2 }), contains({ maxContains: 3 })],
  'max-contains.decreased': [contains({ maxContains: 3 }), contains({ maxContains: 2 })],
  ...added(
    'unevaluated-items',
    { type: 'array', prefixItems: [{ type: 'string' }] },
    { unevaluatedItems: false },
  ),
  ...added('dependent-required', OBJECT, { dependentRequired: { card: ['iban'] } }),
  'dependent-required.changed': [
    { ...OBJECT, dependentRequired: { card: ['iban'] } },
    { ...OBJECT, dependentRequired: { card: ['name'] } },
  ],
  ...added('dependent-schema', OBJECT, { dependentSchemas: { card: { required: ['iban'] } } }),
  ...added('pattern-property', OBJECT, { patternProperties: { '^x-': { type: 'string' } } }),
  ...added('property-names', { type: 'object' }, { propertyNames: { maxLength: 10 } }),
  ...added('unevaluated-properties', OBJECT, { unevaluatedProperties: false }),
  ...added('not', OBJECT, { not: { required: ['card'] } }),
  ...added('if', OBJECT, { if: CONDITION, ...THEN }),
  ...added('then', { ...OBJECT, if: CONDITION, else: { required: ['iban'] } }, THEN),
  ...added('else', { ...OBJECT, if: CONDITION, ...THEN }, { else: { required: ['card'] } }),
  ...added(
    'content-schema',
    { type: 'string', contentMediaType: 'application/json' },
    { contentSchema: { type: 'object' } },
  ),
  'content-media-type.changed': [
    { type: 'string', contentMediaType: 'image/png' },
    { type: 'string', contentMediaType: 'image/jpeg' },
  ],
  'content-encoding.changed': [
    { type: 'string', contentEncoding: 'base64' },
    { type: 'string', contentEncoding: 'base32' },
  ],
};

function contains(limits: JsonObject): JsonObject {
  return { ...LIST, contains: { const: 'a' }, ...limits };
}
