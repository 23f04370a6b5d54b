import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { parseSubject } from '../../../src/core/drift/subject.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { type ExchangeParts, exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const alternative = (field: string): JsonObject => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, [field]: { type: 'object', properties: { a: {} } } },
});

const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/orders/{id}': {
        post: {
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', properties: { to: { type: 'object' } } } },
            },
          },
          responses: {
            '2XX': {
              description: '',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
            },
            default: {
              description: '',
              content: { 'application/problem+json': { schema: { type: 'object' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Order: {
          type: 'object',
          properties: {
            lines: { type: 'array', items: { type: 'object', properties: { sku: {} } } },
            prices: { type: 'object', additionalProperties: { type: 'object' } },
            payment: {
              oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Debit' }],
              discriminator: { propertyName: 'kind', mapping: { card: 'Card', debit: 'Debit' } },
            },
          },
        },
        Card: alternative('chip'),
        Debit: alternative('bank'),
      },
    },
  },
  sha256,
);

const conformance = createConformance(document, createAjvValidators(document));

function reached(subject: string, parts: ExchangeParts): boolean {
  const request = { method: 'POST', path: '/orders/o_1', ...parts.request };
  const parsed = parseSubject(subject);
  if (!parsed) throw new Error(`no subject: ${subject}`);
  return conformance.conform(exchangeOf({ ...parts, request })).reaches(parsed);
}

const at = (rest: string) => `POST /orders/{} ${rest}`;
const body = { lines: [{}], prices: { EUR: {} }, payment: { kind: 'card', chip: {} } };

describe('what an exchange exercised', () => {
  it.each([
    ['response 200', true],
    ['response 2XX application/json', true],
    ['response 200 application/json', true],
    ['response 200 application/json /total', true],
    ['response 200 application/json /lines/*/sku', true],
    ['response 200 application/json /prices/{*}/amount', true],
    ['response 200 application/json /payment/<card>/chip/a', true],
    ['response 200 application/json /payment/<debit>/bank/a', false],
    ['response 200 application/json /lines/*/sku/more', false],
    ['response 200 header:x-total', true],
    // A media type that the document does not have: any answer shows whether it still comes.
    ['response 200 text/csv', true],
    ['response 200 text/csv /id', false],
    ['response 404', false],
    ['response default application/problem+json /title', false],
    ['operation', true],
    ['security', true],
    ['request query:limit', true],
    ['request application/json /to/name', true],
    ['request application/json /from/name', false],
  ])('%s: %s', (rest, expected) => {
    expect(reached(at(rest), { request: { body: { to: {} } }, response: { body } })).toBe(expected);
  });

  it('is nothing below an empty list, nothing of other operations, and nothing without an answer', () => {
    expect(
      reached(at('response 200 application/json /lines/*/sku'), { response: { body: { lines: [] } } }),
    ).toBe(false);
    expect(reached('GET /orders/{} response 200', { response: { body } })).toBe(false);
    expect(reached(at('request application/json /to'), { response: null })).toBe(false);
    expect(reached(at('response 200'), { request: { path: '/people' }, response: { body } })).toBe(false);
  });

  it('is the default where no status is listed', () => {
    const parts = { response: { status: 404, media: 'application/problem+json', body: {} } };
    expect(reached(at('response default application/problem+json /title'), parts)).toBe(true);
    expect(reached(at('response 404 application/problem+json /title'), parts)).toBe(true);
    expect(reached(at('response 2XX application/json /total'), parts)).toBe(false);
  });
});
