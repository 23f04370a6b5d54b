import type { JsonObject } from '../../src/core/json.ts';

const json = (schema: JsonObject): JsonObject => ({
  200: { description: 'Found.', content: { 'application/json': { schema } } },
});
const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const currency = { type: 'string', enum: ['EUR', 'SEK'] };
const id = { name: 'id', in: 'path', required: true, schema: text };

/** A partner that keeps orders and stock. */
export const ORDERS: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Order Book API', version: '1.0.0' },
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: json({
          type: 'object',
          required: ['data', 'total', 'has_more'],
          properties: {
            data: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
            total: { type: 'integer' },
            has_more: { type: 'boolean' },
          },
        }),
      },
    },
    '/orders/{id}': {
      get: {
        operationId: 'getOrder',
        parameters: [id],
        responses: json({ $ref: '#/components/schemas/Order' }),
      },
    },
    '/stock': {
      get: {
        operationId: 'getStock',
        responses: json({
          type: 'object',
          required: ['updated', 'left'],
          properties: { updated: time, left: { type: 'integer' } },
        }),
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'customer', 'currency', 'lines', 'total', 'status', 'created', 'due', 'grams'],
        properties: {
          id: text,
          customer: text,
          currency,
          lines: {
            type: 'array',
            items: { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } },
          },
          total: { type: 'integer' },
          status: { type: 'string', enum: ['received', 'packed', 'sent'] },
          created: time,
          due: time,
          grams: { type: 'integer', example: 500 },
        },
      },
    },
  },
};

/** A partner that says what was paid. */
export const PAYMENTS: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Pay Desk API', version: '1.0.0' },
  paths: {
    '/payments/{id}': {
      get: {
        operationId: 'getPayment',
        parameters: [id],
        responses: json({
          type: 'object',
          required: ['order', 'customer', 'amount', 'currency', 'due', 'fee'],
          properties: {
            order: text,
            customer: text,
            amount: { type: 'number' },
            currency,
            due: time,
            fee: { type: 'number' },
          },
        }),
      },
    },
  },
};

const like = (body: JsonObject, rules: JsonObject): JsonObject => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body,
  matchingRules: {
    header: { 'Content-Type': { matchers: [{ match: 'regex', regex: '^application/json.*$' }] } },
    body: { $: { matchers: [{ match: 'type' }] }, ...rules },
  },
});

const order = {
  id: 'o-1',
  customer: 'cu-1',
  currency: 'EUR',
  lines: [{ amount: 1 }],
  total: 1,
  status: 'sent',
  created: '2026-01-01T00:00:00Z',
  due: '2026-01-01T00:00:00Z',
  grams: 1,
};

/** Our pacts with both: what we read, by type. */
export function pactOf(partner: 'order-book' | 'pay-desk'): JsonObject {
  const asked = (description: string, path: string, response: JsonObject): JsonObject => ({
    description,
    request: { method: 'GET', path, headers: { Accept: 'application/json' } },
    response,
  });
  const lists = { '$.data': { matchers: [{ match: 'type', min: 0 }] } };
  const interactions =
    partner === 'order-book'
      ? [
          asked('a request for orders', '/orders', like({ data: [order], total: 1, has_more: false }, lists)),
          asked('a request for an order', '/orders/o-1', like(order, {})),
          asked('a request for the stock', '/stock', like({ updated: '2026-01-01T00:00:00Z', left: 1 }, {})),
        ]
      : [
          asked(
            'a request for a payment',
            '/payments/o-1',
            like({ order: 'o-1', customer: 'cu-1', amount: 1, currency: 'EUR', due: order.due, fee: 1 }, {}),
          ),
        ];
  return {
    consumer: { name: 'shop' },
    provider: { name: partner },
    interactions,
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}
