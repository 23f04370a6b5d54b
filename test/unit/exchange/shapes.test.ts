import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toShape } from '../../../src/core/exchange/shapes.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import type { Json } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { resolveReference } from '../../../src/core/openapi/document/reference.ts';
import type { Located } from '../../../src/core/openapi/document/types.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const customer = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    email: { type: 'string', format: 'email' },
    card: { type: 'integer' },
    state: { type: 'string', enum: ['open', 'paid'] },
    kind: { const: 'person' },
    tags: { type: 'array', items: { type: 'string' } },
    notes: { type: 'object', additionalProperties: { type: 'string' } },
    anything: { type: 'object' },
    friend: { $ref: '#/components/schemas/Customer' },
  },
};

const content = { 'application/json': { schema: { $ref: '#/components/schemas/Customer' } } };
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/customers/{id}': {
        put: {
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
          requestBody: { content },
          responses: { 200: { description: '', content } },
        },
      },
    },
    components: { schemas: { Customer: customer } },
  },
  sha256,
);

const operation = document.byKey.get('PUT /customers/{}') ?? null;
const resolve = (schema: Located<Json>) => resolveReference(document, schema);

/** What must never be kept, each in a form of its own. */
const canaries = [
  'Jane Doe',
  'jane.doe@shop.example',
  'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl',
  'https://shop.example/reset?token=8f14e45fceea167a',
  '+44 20 7946 0958',
  'DE89370400440532013000',
];
const card = 4_111_111_111_111_111;

const body = (canary: string): Json => ({
  name: canary,
  email: canary,
  card,
  state: canary,
  kind: canary,
  tags: [canary, [canary]],
  notes: { [canary]: canary },
  anything: { [canary]: { [canary]: canary } },
  friend: { name: canary, [canary]: canary },
  [canary]: canary,
  extra: { deep: [{ [canary]: card }] },
});

function planted(canary: string): Exchange {
  const headers = Object.fromEntries(
    [
      'authorization',
      'cookie',
      'x-custom',
      'etag',
      'retry-after',
      'sunset',
      'deprecation',
      'link',
      'ratelimit',
    ].map((name) => [name, canary]),
  );
  return exchangeOf({
    request: {
      method: 'PUT',
      path: `/customers/${encodeURIComponent(canary)}`,
      query: `q=${canary}&${canary}=1&token=${canary}`,
      headers: { ...headers, [canary]: canary, 'content-type': `application/json; name=${canary}` },
      body: body(canary),
    },
    response: { media: 'application/json', headers: { ...headers, [canary]: canary }, body: body(canary) },
    failure: { class: 'reset', detail: canary },
  });
}

describe('toShape', () => {
  it.each(canaries)('keeps nothing of %s, wherever it is', (canary) => {
    for (const known of [operation, null]) {
      for (const way of [resolve, undefined]) {
        const kept = (['shapes', 'redacted'] as const).map((manner) =>
          toShape(planted(canary), known, way, manner),
        );
        const text = JSON.stringify(kept);
        for (const form of [canary, encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1)]) {
          expect(text).not.toContain(form);
        }
        expect(text).not.toContain(String(card));
      }
    }
  });

  it('keeps nothing of a text in a body of any form', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12 }),
        fc.constantFrom('text/plain', 'text/html', 'application/json'),
        (text, media) => {
          const shape = toShape(
            exchangeOf({ response: { media, body: [text, { more: text }, text] } }),
            null,
          );
          expect(JSON.stringify(shape)).not.toContain(JSON.stringify(text).slice(1, -1));
        },
      ),
    );
  });

  it('keeps what the contract says and what a call was', () => {
    const shape = toShape(
      exchangeOf({
        request: {
          method: 'PUT',
          path: '/customers/c_1',
          query: 'q=blue&page=2',
          headers: {},
          body: { name: 'Jane' },
        },
        response: {
          headers: {
            'x-ratelimit-remaining': '12',
            'retry-after': '30',
            sunset: 'Tue, 01 Jun 2027 00:00:00 GMT',
            etag: '"abc"',
            server: 'shop',
          },
          body: {
            name: 'Jane Doe',
            card: 12,
            state: 'paid',
            kind: 'person',
            tags: ['red', 'blue', 'much longer than the others'],
            notes: { monday: 'x', tuesday: 'y' },
            friend: null,
            colour: 'red',
            '4111111111111111': 1,
          },
        },
      }),
      operation,
      resolve,
    );

    expect(shape).toEqual({
      id: 0,
      purpose: 'use',
      interaction: null,
      operation: 'PUT /customers/{}',
      request: {
        method: 'PUT',
        path: '/customers/{id}',
        query: { q: '<string 2-8>', '{*}': 1 },
        body: { name: '<string 2-8>' },
      },
      response: {
        status: 200,
        media: 'application/json',
        headers: {
          'x-ratelimit-remaining': 12,
          'retry-after': 30,
          sunset: '2027-06-01T00:00:00Z',
          etag: true,
        },
        unreadable: false,
        body: {
          name: '<string 2-8>',
          card: '<integer>',
          state: 'paid',
          kind: 'person',
          tags: ['<string 2-8>', '<string 9-32>', '<2-8 elements>'],
          notes: { '{*}': '<string 1>' },
          friend: null,
          colour: '<string 2-8>',
          '{*}': '<integer>',
        },
      },
      failure: null,
      ms: 12,
    });
  });

  it('stays small on huge and deep bodies', () => {
    let deep: Json = 1;
    for (let level = 0; level < 5_000; level++) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`a${index % 900}`, index]));
    const shape = toShape(exchangeOf({ response: { body: [deep, wide, Array(100_000).fill('x')] } }), null);
    expect(JSON.stringify(shape).length).toBeLessThan(50_000);
  });
});
