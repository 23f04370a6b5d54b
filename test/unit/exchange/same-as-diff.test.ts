import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { driftKey, fingerprint } from '../../../src/core/drift/fingerprint.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const mappingOf = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name.toLowerCase(), `#/components/schemas/${name}`]));

const order = {
  type: 'object',
  required: ['id', 'total'],
  properties: {
    id: { type: 'string' },
    total: { type: 'integer', maximum: 100 },
    status: { type: 'string', enum: ['open', 'paid'] },
    lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
    payment: {
      oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Debit' }],
      discriminator: { propertyName: 'kind', mapping: mappingOf('Card', 'Debit') },
    },
    prices: { type: 'object', additionalProperties: { type: 'integer' } },
  },
};

const baseline = {
  Order: order,
  Line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } },
  Card: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, last4: { type: 'string' } },
  },
  Debit: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, iban: { type: 'string' } },
  },
};

const orderWith = (name: string, schema: Json) => ({
  ...baseline,
  Order: { ...order, properties: { ...order.properties, [name]: schema } },
});

function documentOf(schemas: JsonObject, headers: JsonObject = {}) {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } };
  return openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/orders/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: { responses: { 200: { description: '', headers, content } } },
        },
      },
      components: { schemas },
    },
    sha256,
  );
}

/** What their document would say, and an answer that shows it. */
const changes: [string, JsonObject, Json][] = [
  [
    'a required property goes',
    { ...baseline, Order: { ...order, required: ['id'], properties: { id: { type: 'string' } } } },
    { id: 'o' },
  ],
  [
    'a required property becomes optional',
    { ...baseline, Line: { type: 'object', properties: { sku: { type: 'string' } } } },
    { id: 'o', total: 1, lines: [{ sku: 'a' }, {}] },
  ],
  ['a type changes', orderWith('id', { type: 'integer' }), { id: 1, total: 1 }],
  ['a type gets wider', orderWith('total', { type: 'number', maximum: 100 }), { id: 'o', total: 1.5 }],
  ['null comes', orderWith('total', { type: ['integer', 'null'], maximum: 100 }), { id: 'o', total: null }],
  [
    'an enum value comes',
    orderWith('status', { type: 'string', enum: ['open', 'paid', 'lost'] }),
    { id: 'o', total: 1, status: 'lost' },
  ],
  [
    'a type changes in an alternative',
    {
      ...baseline,
      Card: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string' }, last4: { type: 'integer' } },
      },
    },
    { id: 'o', total: 1, payment: { kind: 'card', last4: 1234 } },
  ],
  [
    'an alternative comes',
    {
      ...orderWith('payment', {
        oneOf: ['Card', 'Debit', 'Wallet'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
        discriminator: { propertyName: 'kind', mapping: mappingOf('Card', 'Debit', 'Wallet') },
      }),
      Wallet: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
    },
    { id: 'o', total: 1, payment: { kind: 'wallet' } },
  ],
  [
    'map values change their type',
    orderWith('prices', { type: 'object', additionalProperties: { type: 'string' } }),
    { id: 'o', total: 1, prices: { EUR: '1', USD: '2' } },
  ],
];

describe('a live difference and the same change of the document', () => {
  it.each(changes)('have one fingerprint: %s', (_, observed, body) => {
    const before = documentOf(baseline);
    const after = documentOf(observed);
    const exchange = exchangeOf({ request: { path: '/orders/o' }, response: { body } });

    const live = createConformance(before, createAjvValidators(before), after).conform(exchange);
    const told = diffDocuments(before, after);

    const refused = live.response.filter(({ level }) => level !== 'info');
    expect(refused).not.toHaveLength(0);
    const prints = new Set(told.map((one) => fingerprint(one, sha256)));
    expect(refused.filter((one) => !prints.has(fingerprint(one, sha256)))).toEqual([]);
    expect(createConformance(after, createAjvValidators(after)).conform(exchange).response).toEqual([]);
  });

  it.each([
    ['a bound', { type: 'integer', maximum: 500 }, 300],
    ['a list of types', { type: ['integer', 'string'], maximum: 100 }, 'x'],
  ])('agree on the drift but not on what no answer tells: %s', (_, total, value) => {
    const before = documentOf(baseline);
    const after = documentOf(orderWith('total', total));
    const exchange = exchangeOf({
      request: { path: '/orders/o' },
      response: { body: { id: 'o', total: value } },
    });

    const live = createConformance(before, createAjvValidators(before)).conform(exchange).response;
    const told = diffDocuments(before, after);

    expect(live.map((one) => driftKey('shop', one, sha256))).toEqual(
      told.map((one) => driftKey('shop', one, sha256)),
    );
  });

  it('have one fingerprint for a required header', () => {
    const before = documentOf(baseline, { 'X-Total': { required: true, schema: { type: 'integer' } } });
    const exchange = exchangeOf({
      request: { path: '/orders/o' },
      response: { body: { id: 'o', total: 1 } },
    });

    const live = createConformance(before, createAjvValidators(before)).conform(exchange).response;

    expect(live.map((one) => fingerprint(one, sha256))).toEqual(
      diffDocuments(before, documentOf(baseline)).map((one) => fingerprint(one, sha256)),
    );
  });
});
