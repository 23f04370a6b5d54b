import type { DeclaredUse } from '../../src/core/agreement/types.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';

const BY_TYPE: JsonObject = { $: { combine: 'AND', matchers: [{ match: 'type' }] } };
const HEADERS: JsonObject = { 'X-Total-Count': { combine: 'AND', matchers: [{ match: 'type' }] } };
const DATE = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$';
const CHARGE: JsonObject = {
  id: 'ch_1',
  amount: 1250,
  currency: 'EUR',
  status: 'succeeded',
  created: '2026-10-01T12:00:00Z',
  customer: 'cus_1',
};

const CUSTOMER: JsonObject = {
  id: 'cus_1',
  name: 'A. Buyer',
  active: true,
  tags: ['new'],
  address: { street: 'Quay 1', city: 'Port' },
};

interface Wanted {
  states?: string[];
  query?: JsonObject;
  send?: Json;
  status?: number;
  media?: string;
  headers?: JsonObject;
  body?: Json;
  rules?: JsonObject;
}

function interaction(description: string, method: string, path: string, wanted: Wanted): JsonObject {
  const { states = [], query, send, status = 200, media = 'application/json', body } = wanted;
  return {
    description,
    providerStates: states.map((name) => ({ name })),
    request: {
      method,
      path,
      ...(query ? { query } : {}),
      ...(send === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: send }),
    },
    response: {
      status,
      ...(body === undefined ? {} : { headers: { 'Content-Type': media, ...wanted.headers }, body }),
      ...(body === undefined ? {} : { matchingRules: { header: HEADERS, body: wanted.rules ?? BY_TYPE } }),
    },
  };
}

/** What we expect of the lab's partner: every operation but two. */
export const DEPOT_PACT: JsonObject = {
  consumer: { name: 'shop' },
  provider: { name: 'depot' },
  interactions: [
    interaction('a list of charges', 'GET', '/v1/charges', {
      query: { limit: ['2'] },
      headers: { 'X-Total-Count': '2' },
      body: { data: [CHARGE], has_more: false },
    }),
    interaction('a request for a charge', 'GET', '/v1/charges/ch_1', {
      states: ['a charge exists'],
      body: CHARGE,
      rules: { ...BY_TYPE, '$.created': { combine: 'AND', matchers: [{ match: 'regex', regex: DATE }] } },
    }),
    interaction('a request for a charge that is not there', 'GET', '/v1/charges/ch_none', {
      status: 404,
      media: 'application/problem+json',
      body: { title: 'No such charge', status: 404 },
    }),
    interaction('a new charge', 'POST', '/v1/charges', {
      send: { amount: 1250, currency: 'GBP', reference: 'order 4711/b', description: 'A blue chair, oiled' },
      status: 201,
      body: CHARGE,
    }),
    interaction('a charge is cancelled', 'DELETE', '/v1/charges/ch_2', { status: 204 }),
    interaction('a request for a customer', 'GET', '/v1/customers/cus_1', { body: CUSTOMER }),
    interaction('a request for another customer', 'GET', '/v1/customers/cus_2', { body: CUSTOMER }),
    interaction('the rates', 'GET', '/v1/rates', {
      query: { base: ['EUR'] },
      body: [{ currency: 'USD', rate: 1.08 }],
    }),
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};

/** How the record that an interaction is about is found. */
export const DEPOT_STATES: JsonObject = {
  'a charge exists': { find: { get: '/v1/charges?limit=1', where: { '/data/0/id': 'ch_1' } } },
};

/** What we use without a pact. */
export const DEPOT_USES: DeclaredUse[] = [
  { operation: 'getBalance', with: {}, fields: ['available', 'currency'] },
  { operation: 'getExport', with: {}, fields: [] },
  { operation: 'ping', with: {}, fields: [] },
];
