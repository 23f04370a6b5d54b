import type { JsonObject } from '../../src/core/json.ts';

/** How many interactions the pact has that is replayed. */
export const INTERACTIONS = 50;

/** What the partner answers: about 2 KB. */
export function itemOf(path: string): JsonObject {
  return {
    id: path.slice('/items/'.length),
    name: 'a shelf of oak',
    price: { amount: 1200, currency: 'EUR' },
    status: 'in-stock',
    parts: Array.from({ length: 20 }, (_, number) => ({
      number,
      label: `part ${number} of the shelf, as listed`,
      weight: number + 0.5,
      spare: number % 3 === 0,
    })),
  };
}

/** The document that the partner keeps. */
export const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Shelf', version: '1' },
  paths: {
    '/items/{id}': {
      get: {
        operationId: 'getItem',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'one',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Item: {
        type: 'object',
        required: ['id', 'price', 'status', 'parts'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string', maxLength: 200 },
          price: {
            type: 'object',
            required: ['amount', 'currency'],
            properties: { amount: { type: 'integer' }, currency: { type: 'string', enum: ['EUR', 'USD'] } },
          },
          status: { type: 'string', enum: ['in-stock', 'ordered', 'gone'] },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
        },
      },
      Part: {
        type: 'object',
        required: ['number', 'label'],
        properties: {
          number: { type: 'integer' },
          label: { type: 'string' },
          weight: { type: 'number' },
          spare: { type: 'boolean' },
        },
      },
    },
  },
};

/** A pact of so many interactions, each for another item, by type. */
export function pact(count: number): JsonObject {
  return {
    consumer: { name: 'shop' },
    provider: { name: 'shelf' },
    interactions: Array.from({ length: count }, (_, number) => ({
      description: `a request for item ${number}`,
      request: { method: 'GET', path: `/items/${number}` },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { id: 'x', price: { amount: 1, currency: 'EUR' }, parts: [{ number: 1, label: 'x' }] },
        matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
      },
    })),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}
