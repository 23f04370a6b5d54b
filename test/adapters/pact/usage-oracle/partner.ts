import type { Json, JsonObject } from '../../../../src/core/json.ts';

/** What the partner answers today. */
export const ANSWER = {
  id: 'rec_1',
  total: 12,
  note: 'left at the door',
  status: 'open',
  paid: true,
  created: '2026-11-01T08:00:00Z',
  lines: [{ sku: 'A-1', quantity: 2 }],
  customer: { id: 'cus_1', country: 'FR' },
  labels: { team: 'web' },
};

const TEXT = { type: 'string' };
const WHOLE = { type: 'integer' };

/** The properties of an answer, as agreed. */
const PROPERTIES: JsonObject = {
  id: TEXT,
  total: WHOLE,
  note: TEXT,
  status: { type: 'string', enum: ['open', 'closed'] },
  paid: { type: 'boolean' },
  created: { type: 'string', format: 'date-time' },
  lines: {
    type: 'array',
    items: { type: 'object', required: ['sku'], properties: { sku: TEXT, quantity: WHOLE } },
  },
  customer: {
    type: 'object',
    required: ['id'],
    properties: { id: TEXT, country: { type: 'string', enum: ['FR', 'DE'] } },
  },
  labels: { type: 'object', additionalProperties: TEXT },
};

/** What of the document changes. */
interface Change {
  /** Properties that are there in another form, or no longer. */
  properties?: Record<string, JsonObject | null>;
  /** No longer required. */
  optional?: string;
}

/** Its document's schema of an answer, with a change in it. */
export function schemaWith({ properties = {}, optional }: Change = {}): JsonObject {
  const kept = Object.entries({ ...PROPERTIES, ...properties }).filter(([, schema]) => schema !== null);
  const required = ['id', 'total', 'status', 'lines', 'customer'];
  return {
    type: 'object',
    required: required.filter((name) => name !== optional && properties[name] !== null),
    properties: Object.fromEntries(kept),
  };
}

/** Ways in which the document changes. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'a required property goes': { properties: { total: null } },
  'an optional property goes': { properties: { note: null } },
  'a property becomes optional': { optional: 'total' },
  'a number becomes text': { properties: { total: TEXT } },
  'an integer becomes a number': { properties: { total: { type: 'number' } } },
  'a number may be null': { properties: { total: { type: ['integer', 'null'] } } },
  'a boolean becomes text': { properties: { paid: TEXT } },
  'a list of values grows': { properties: { status: { ...TEXT, enum: ['open', 'closed', 'archived'] } } },
  'a list of values ends': { properties: { status: TEXT } },
  'a list of values shrinks': { properties: { status: { ...TEXT, enum: ['open'] } } },
  'a property of elements goes': {
    properties: {
      lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: TEXT } } },
    },
  },
  'elements become text': { properties: { lines: { type: 'array', items: TEXT } } },
  'a list becomes an object': { properties: { lines: { type: 'object' } } },
  'an object below changes': {
    properties: { customer: { type: 'object', required: ['id'], properties: { id: WHOLE } } },
  },
  'values of a map change': { properties: { labels: { type: 'object', additionalProperties: WHOLE } } },
  'a property is new': { properties: { extra: TEXT } },
  'a property becomes write-only': { properties: { note: { ...TEXT, writeOnly: true } } },
};

const rule = (match: Json) => ({ combine: 'AND', matchers: [match] });

/** Ways in which we read the answer: what our pact holds of it, and by which rules. */
export const READERS: Readonly<Record<string, { body: JsonObject; rules: JsonObject }>> = {
  'all of it by type': { body: ANSWER, rules: { $: rule({ match: 'type' }) } },
  'all of it as it is': { body: ANSWER, rules: {} },
  'two fields by type': { body: { id: 'rec_1', total: 12 }, rules: { $: rule({ match: 'type' }) } },
  'a note alone': { body: { note: 'left at the door' }, rules: { '$.note': rule({ match: 'type' }) } },
  'the status by its values': {
    body: { id: 'rec_1', status: 'open' },
    rules: {
      '$.id': rule({ match: 'type' }),
      '$.status': rule({ match: 'regex', regex: '^(open|closed)$' }),
    },
  },
  'the status by a loose pattern': {
    body: { status: 'open' },
    rules: { '$.status': rule({ match: 'regex', regex: '^[a-z]+$' }) },
  },
  'numbers as numbers': {
    body: { total: 12, lines: [{ sku: 'A-1', quantity: 2 }] },
    rules: {
      '$.total': rule({ match: 'number' }),
      '$.lines': rule({ match: 'type', min: 1 }),
      '$.lines[*].quantity': rule({ match: 'integer' }),
    },
  },
  'below an object': {
    body: { customer: { id: 'cus_1' } },
    rules: { '$.customer.id': rule({ match: 'type' }) },
  },
  'the values of a map': {
    body: { labels: { team: 'web' } },
    rules: { '$.labels': rule({ match: 'values' }), '$.labels.*': rule({ match: 'type' }) },
  },
};
