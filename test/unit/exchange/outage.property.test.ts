import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { classify } from '../../../src/core/exchange/classify.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import { type Exchange, FAILURE_CLASSES } from '../../../src/core/exchange/types.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const responses = { 200: { description: '', content: { 'application/json': {} } } };
const paths = ['/orders', '/orders/{id}', '/health', '/people'];
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses } }])),
  },
  sha256,
);
const conformance = createConformance(document, createAjvValidators(document));

const credentials = fc.constantFrom<Record<string, string>[]>(
  {},
  { authorization: 'Bearer <credentials>' },
  { 'x-key': '<credentials>' },
);
const path = fc.constantFrom('/orders', '/orders/1', '/orders/2', '/health', '/people', '/gone');
const purpose = fc.constantFrom<Exchange['purpose']>('interaction', 'use', 'state', 'token', 'document');

/** What an outage looks like: no answer, 5xx, a page of a gateway, a quota. */
const outage = fc.oneof(
  fc
    .constantFrom(...FAILURE_CLASSES)
    .map((name) => ({ response: null, failure: { class: name, detail: 'x' } })),
  fc.integer({ min: 500, max: 599 }).map((status) => ({ response: { status, body: {} } })),
  fc
    .constantFrom(200, 202, 400, 401, 403, 404, 410, 502, 503)
    .map((status) => ({ response: { status, media: 'text/html', body: '<html><body>sorry</body></html>' } })),
  fc.constant({ response: { status: 429, body: { error: 'slow down' } } }),
);

describe('classify, whatever an outage looks like', () => {
  it('judges nothing and refuses nothing where every call failed', () => {
    const look = fc.array(fc.record({ parts: outage, headers: credentials, path, purpose }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(look, (calls) => {
        const exchanges = calls.map(({ parts, headers, path: at, purpose: why }, id) =>
          exchangeOf({ id, purpose: why, interaction: 0, request: { path: at, headers }, ...parts }),
        );
        const observation = { exchanges, interactions: [], uses: [], failure: null };
        const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));

        const kinds = [...classify(observation, { conform }).values()].map(({ kind }) => kind);

        expect(kinds.filter((kind) => kind !== 'not-verified')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never takes a 5xx for drift, whatever else succeeds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), path, fc.json(), (status, at, body) => {
        const exchanges = [
          exchangeOf({ id: 0, request: { path: at }, response: { status, body: JSON.parse(body) } }),
          exchangeOf({ id: 1, request: { path: '/health' }, response: { body: {} } }),
        ];
        const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));
        const observation = { exchanges, interactions: [], uses: [], failure: null };

        expect(classify(observation, { conform }).get(0)?.kind).toBe('not-verified');
      }),
    );
  });
});
