import type { JsonObject } from '../../../../src/core/json.ts';

const TEXT = { type: 'string' };

/** The properties of what we send, as agreed. */
const PROPERTIES: JsonObject = {
  amount: { type: 'integer', minimum: 1 },
  currency: { type: 'string', enum: ['EUR', 'USD'] },
  note: { type: 'string', maxLength: 20 },
  method: { oneOf: [{ type: 'string' }, { type: 'object', required: ['card'], properties: { card: TEXT } }] },
  lines: {
    type: 'array',
    items: { type: 'object', required: ['sku'], properties: { sku: TEXT, count: { type: 'integer' } } },
  },
  payer: { type: 'object', properties: { name: TEXT, email: TEXT } },
};

/** What of the document changes: properties in another form or gone, and what must be there. */
export interface RequestChange {
  properties?: Record<string, JsonObject | null>;
  required?: string[];
  more?: JsonObject;
}

/** The document's schema of what we send, with a change in it. */
export function requestSchema({ properties = {}, required = [], more = {} }: RequestChange = {}): JsonObject {
  const kept = Object.entries({ ...PROPERTIES, ...properties }).filter(([, schema]) => schema !== null);
  return {
    type: 'object',
    required: ['amount', ...required],
    properties: Object.fromEntries(kept),
    ...more,
  };
}

/** Ways in which the document changes. */
export const REQUEST_CHANGES: Readonly<Record<string, RequestChange>> = {
  'a new property is required': { properties: { reference: TEXT }, required: ['reference'] },
  'a property becomes required': { required: ['currency'] },
  'a property of elements becomes required': {
    properties: {
      lines: {
        type: 'array',
        items: { type: 'object', required: ['sku', 'count'], properties: { sku: TEXT } },
      },
    },
  },
  'a value goes': { properties: { currency: { type: 'string', enum: ['EUR'] } } },
  'a value comes': { properties: { currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] } } },
  'a number becomes text': { properties: { amount: TEXT } },
  'an integer may be a number': { properties: { amount: { type: 'number', minimum: 1 } } },
  'a bound rises above what we send': { properties: { amount: { type: 'integer', minimum: 5000 } } },
  'a bound rises below what we send': { properties: { amount: { type: 'integer', minimum: 100 } } },
  'a text gets shorter than ours': { properties: { note: { type: 'string', maxLength: 3 } } },
  'a text gets shorter, but longer than ours': { properties: { note: { type: 'string', maxLength: 15 } } },
  'a new property may come': { properties: { reference: TEXT } },
  'an object asks for more': {
    properties: { payer: { type: 'object', required: ['email'], properties: { name: TEXT } } },
  },
};

/** What we send. */
export const SENDERS: Readonly<Record<string, JsonObject>> = {
  'all of it': {
    amount: 1200,
    currency: 'USD',
    note: 'by the door',
    method: 'card',
    lines: [{ sku: 'A-1', count: 2 }],
    payer: { name: 'Ada' },
  },
  'the amount alone': { amount: 1200 },
  'lines without a count': { amount: 1200, currency: 'EUR', lines: [{ sku: 'A-1' }] },
  'a payer with everything': { amount: 1200, payer: { name: 'Ada', email: 'ada@shop.example' } },
};
