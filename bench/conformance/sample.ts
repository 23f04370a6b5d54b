import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../src/core/openapi/document/types.ts';

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };

const schemas: JsonObject = {
  Order: {
    type: 'object',
    required: ['id', 'status', 'total', 'currency', 'lines', 'buyer'],
    properties: {
      id: text,
      status: { type: 'string', enum: ['open', 'paid', 'sent', 'returned'] },
      total: whole,
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      created: { type: 'string', format: 'date-time' },
      buyer: { $ref: '#/components/schemas/Buyer' },
      lines: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Line' } },
      payment: {
        oneOf: [{ $ref: '#/components/schemas/card' }, { $ref: '#/components/schemas/debit' }],
        discriminator: { propertyName: 'kind' },
      },
      notes: { type: 'object', additionalProperties: text },
    },
  },
  Buyer: {
    type: 'object',
    required: ['name'],
    properties: {
      name: text,
      mail: { type: 'string', format: 'email' },
      address: { $ref: '#/components/schemas/Address' },
    },
  },
  Address: {
    type: 'object',
    properties: { street: text, city: text, country: { type: 'string', minLength: 2, maxLength: 2 } },
  },
  Line: {
    allOf: [
      { type: 'object', required: ['sku'], properties: { sku: text, title: text } },
      {
        type: 'object',
        required: ['count'],
        properties: { count: whole, price: whole, taxed: { type: 'boolean' } },
      },
    ],
  },
  card: {
    type: 'object',
    required: ['kind'],
    properties: { kind: text, last4: { type: 'string', pattern: '^\\d{4}$' } },
  },
  debit: { type: 'object', required: ['kind'], properties: { kind: text, bank: text } },
};

/** A document with one operation, whose answers are orders. */
export function sampleDocument(): ApiDocument {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } };
  return openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/orders/{id}': {
          get: {
            parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
            responses: { 200: { description: 'an order', content } },
          },
        },
      },
      components: { schemas },
    },
    sha256,
  );
}

/** An answer of about 2 KB, each another. */
export function sampleBody(number: number): string {
  const lines = Array.from({ length: 20 }, (_, index) => ({
    sku: `sku-${number}-${index}`,
    title: `Thing ${index} of the shelf ${number}`,
    count: 1 + (index % 3),
    price: 100 * index + number,
    taxed: index % 2 === 0,
  }));
  return JSON.stringify({
    id: `order-${number}`,
    status: 'paid',
    total: 10_000 + number,
    currency: 'EUR',
    created: '2026-11-22T10:00:00Z',
    buyer: {
      name: `Buyer ${number}`,
      mail: `buyer-${number}@shop.example`,
      address: { street: 'High Street 1', city: 'Springfield', country: 'DE' },
    },
    lines,
    payment: { kind: 'card', last4: String(1000 + (number % 9000)) },
    notes: { gift: 'no', door: 'left' },
  });
}
