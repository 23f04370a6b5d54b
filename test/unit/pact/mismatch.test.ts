import { describe, expect, it } from 'vitest';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { LiveInteraction, Mismatch } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { mismatchDifferences } from '../../../src/core/pact/mismatch.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';

const schema: JsonObject = {
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
    rates: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { mid: { type: 'number' } } },
    },
    source: {
      oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }],
      discriminator: { propertyName: 'kind', mapping: { card: '#/components/schemas/Card' } },
    },
  },
};
const document = openDocument(
  {
    openapi: '3.1.0',
    info: {},
    paths: {
      '/orders/{id}': {
        get: {
          operationId: 'getOrder',
          responses: {
            '2XX': {
              description: 'the order',
              headers: { 'X-Page': { required: true }, 'X-Note': {} },
              content: { 'application/json': { schema } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Item: { allOf: [{ type: 'object', required: ['total'], properties: { total: { type: 'number' } } }] },
        Card: { type: 'object', required: ['kind'], properties: { kind: {}, last4: { type: 'string' } } },
        Bank: { type: 'object', properties: { kind: {}, iban: { type: 'string' } } },
      },
    },
  },
  (text) => text,
);
const operation = document.operations[0] ?? null;
const [interaction] = readPact(
  {
    consumer: { name: 'shop' },
    provider: { name: 'acme' },
    interactions: [
      {
        description: 'a request for an order',
        request: { method: 'GET', path: '/orders/42' },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json; charset=utf-8' },
          body: {
            items: [{ total: 5 }],
            rates: { EUR: { mid: 1 } },
            source: { kind: 'card', last4: '4242' },
          },
        },
      },
    ],
  },
  'p.json',
).interactions;

function differences(mismatches: Mismatch[], of = operation, by: typeof document | null = document) {
  if (!interaction) throw new Error('no interaction was read');
  const live: LiveInteraction = {
    number: 0,
    pact: 'shop--acme',
    description: interaction.description,
    outcome: 'failed',
    skipped: null,
    mismatches,
    failure: null,
  };
  return mismatchDifferences(interaction, live, of, by);
}

const body = (path: string, kind: Mismatch['kind']): Mismatch => ({ where: 'body', path, kind });
const BODY = 'GET /orders/{} response 2XX application/json';

describe('mismatchDifferences', () => {
  it.each([
    [
      body('$.items[0].total', 'missing'),
      'response-required-property-removed',
      'property',
      `${BODY} /items/*/total`,
    ],
    [
      body('$.rates.EUR.mid', 'missing'),
      'response-optional-property-removed',
      'property',
      `${BODY} /rates/{*}/mid`,
    ],
    [
      body('$.source.last4', 'missing'),
      'response-optional-property-removed',
      'property',
      `${BODY} /source/<card>/last4`,
    ],
    [
      body("$['source']['kind']", 'type'),
      'response-property-type-changed',
      'type',
      `${BODY} /source/<card>/kind`,
    ],
    [body('$.items[1].total', 'value'), 'response-value-mismatch', 'value', `${BODY} /items/*/total`],
    [body('$', 'type'), 'response-body-type-changed', 'type', BODY],
    [body('$', 'missing'), 'response-value-mismatch', 'body', BODY],
    [body('$.items', 'unexpected'), 'response-value-mismatch', 'value', `${BODY} /items`],
    [
      { where: 'header', path: 'X-Page', kind: 'missing' } as const,
      'required-response-header-removed',
      'header',
      'GET /orders/{} response 2XX header:x-page',
    ],
    [
      { where: 'header', path: 'X-Note', kind: 'missing' } as const,
      'optional-response-header-removed',
      'header',
      'GET /orders/{} response 2XX header:x-note',
    ],
    [
      { where: 'header', path: 'Content-Type', kind: 'value' } as const,
      'response-value-mismatch',
      'value',
      'GET /orders/{} response 2XX header:content-type',
    ],
  ])('%j is %s', (mismatch, rule, facet, subject) => {
    const [only, ...others] = differences([mismatch]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      rule,
      facet,
      direction: 'response',
      operation: { operationId: 'getOrder' },
    });
    expect(only && formatSubject(only.subject)).toBe(subject);
  });

  it('keeps of a status what was expected and what came', () => {
    const [only] = differences([{ where: 'status', path: '', kind: 'value', expected: 200, actual: 204 }]);
    expect(only).toMatchObject({ facet: 'status', args: { expected: 200, actual: 204 } });
    expect(only && formatSubject(only.subject)).toBe('GET /orders/{} response 2XX');
  });

  it('tells elements of one list once', () => {
    expect(
      differences([body('$.items[0].total', 'missing'), body('$.items[7].total', 'missing')]),
    ).toHaveLength(1);
  });

  it('points into the baseline', () => {
    expect(differences([body('$.items[0].total', 'missing')])[0]?.pointer).toEqual({
      baseline: '#/components/schemas/Item/allOf/0/properties/total',
      observed: null,
    });
  });

  it('does without document and operation', () => {
    const [behind] = differences([body('$.items[0].total', 'missing')], operation, null);
    expect(behind?.rule).toBe('response-optional-property-removed');
    const [stray] = differences([body('$.items[0].total', 'type')], null);
    expect(stray && formatSubject(stray.subject)).toBe(
      'GET /orders/42 response 200 application/json /items/*/total',
    );
  });
});
