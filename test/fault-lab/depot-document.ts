import type { JsonObject } from '../../src/core/json.ts';

/** The operations of the lab's partner, by operationId: where a disturbance can be put. */
export const OPERATIONS = {
  listCharges: 'GET /v1/charges',
  createCharge: 'POST /v1/charges',
  getCharge: 'GET /v1/charges/{id}',
  cancelCharge: 'DELETE /v1/charges/{id}',
  getCustomer: 'GET /v1/customers/{id}',
  getBalance: 'GET /v1/balance',
  listRates: 'GET /v1/rates',
  getExport: 'GET /v1/export',
  ping: 'GET /v1/ping',
} as const;

export type OperationName = keyof typeof OPERATIONS;

export const NAMES = Object.keys(OPERATIONS) as OperationName[];

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const record = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'object',
  required,
  properties,
});
const text: JsonObject = { type: 'string' };
const whole: JsonObject = { type: 'integer' };
const id: JsonObject = { name: 'id', in: 'path', required: true, schema: text };
const problem: JsonObject = {
  description: 'why not',
  content: { 'application/problem+json': { schema: ref('Problem') } },
};
const answers = (status: number, content: JsonObject, more: JsonObject = {}): JsonObject => ({
  [status]: { description: 'done', content, ...more },
  400: problem,
  401: problem,
  404: problem,
});

/** What was agreed with the lab's partner. */
export const DEPOT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Depot', version: '1.4.0' },
  security: [{ token: [] }],
  paths: {
    '/v1/charges': {
      get: {
        operationId: 'listCharges',
        summary: 'List charges',
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer', minimum: 1, default: 2 } },
        ],
        responses: answers(
          200,
          json(
            record({
              data: { type: 'array', items: ref('Charge') },
              has_more: { type: 'boolean' },
              next_cursor: { type: ['string', 'null'] },
            }),
          ),
          { headers: { 'x-total-count': { required: true, schema: whole } } },
        ),
      },
      post: {
        operationId: 'createCharge',
        summary: 'Create a charge',
        requestBody: { required: true, content: json(ref('NewCharge')) },
        responses: answers(201, json(ref('Charge'))),
      },
    },
    '/v1/charges/{id}': {
      get: {
        operationId: 'getCharge',
        summary: 'Get a charge',
        parameters: [id],
        responses: answers(200, json(ref('Charge'))),
      },
      delete: {
        operationId: 'cancelCharge',
        summary: 'Cancel a charge',
        parameters: [id],
        responses: { 204: { description: 'cancelled' }, 404: problem },
      },
    },
    '/v1/customers/{id}': {
      get: {
        operationId: 'getCustomer',
        summary: 'Get a customer',
        parameters: [id],
        responses: answers(
          200,
          json(
            record({
              id: text,
              name: text,
              active: { type: 'boolean' },
              tags: { type: 'array', items: text },
              address: record({ street: text, city: text }),
            }),
          ),
        ),
      },
    },
    '/v1/balance': {
      get: {
        operationId: 'getBalance',
        summary: 'Get the balance',
        responses: answers(
          200,
          json(record({ available: whole, pending: whole, currency: ref('Currency') })),
        ),
      },
    },
    '/v1/rates': {
      get: {
        operationId: 'listRates',
        summary: 'List rates',
        parameters: [{ name: 'base', in: 'query', required: true, schema: ref('Currency') }],
        responses: answers(
          200,
          json({ type: 'array', items: record({ currency: ref('Currency'), rate: { type: 'number' } }) }),
        ),
      },
    },
    '/v1/export': {
      get: {
        operationId: 'getExport',
        summary: 'Get all charges as a file',
        responses: { 200: { description: 'rows', content: { 'text/csv': { schema: text } } } },
      },
    },
    '/v1/ping': {
      get: {
        operationId: 'ping',
        summary: 'Ask whether it lives',
        security: [],
        responses: { 200: { description: 'alive', content: json(record({ ok: { type: 'boolean' } })) } },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
      Charge: record(
        {
          id: text,
          amount: whole,
          currency: ref('Currency'),
          status: { type: 'string', enum: ['succeeded', 'pending', 'failed'] },
          created: { type: 'string', format: 'date-time' },
          customer: text,
          description: { type: ['string', 'null'] },
        },
        ['id', 'amount', 'currency', 'status', 'created', 'customer'],
      ),
      NewCharge: record(
        {
          amount: { type: 'integer', minimum: 1 },
          currency: ref('Currency'),
          reference: { type: 'string', maxLength: 60 },
          description: text,
        },
        ['amount', 'currency', 'reference'],
      ),
      Problem: record({ type: text, title: text, status: whole, detail: text }, ['title', 'status']),
    },
  },
};
