import { expect, it } from 'vitest';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { seeExchanges } from '../../src/app/see-exchanges.ts';
import type { Exchange, LiveObservation } from '../../src/core/exchange/types.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { ordersDocument, ordersPact, sha256 } from '../unit/drift/small-world.ts';

const document = openDocument(
  ordersDocument({ type: 'object', required: ['total'], properties: { total: { type: 'string' } } }),
  sha256,
);
const pact = ordersPact({ total: '1' });

/** An answer that has lost what the document and the pact want. */
const lost = (id: number, purpose: Exchange['purpose']): Exchange => ({
  id,
  purpose,
  interaction: purpose === 'use' ? null : 0,
  use: purpose === 'use' ? 'GET /orders/{}' : null,
  request: { method: 'GET', path: '/orders/o1', query: '', headers: {} },
  response: {
    status: 200,
    headers: { 'content-type': 'application/json' },
    media: 'application/json',
    body: {},
    unreadable: false,
  },
  failure: null,
  ms: 1,
});

const observation: LiveObservation = {
  exchanges: [lost(0, 'token'), lost(1, 'state'), lost(2, 'interaction'), lost(3, 'use')],
  interactions: [
    {
      number: 0,
      pact: 'shop--orders',
      description: 'a request for an order',
      outcome: 'failed',
      skipped: null,
      mismatches: [{ where: 'body', path: '$.total', kind: 'missing' }],
      failure: null,
    },
  ],
  uses: [],
  failure: null,
};

it('holds every call to an operation against the document, those that prepare a state too', () => {
  const seen = seeExchanges({ validators: createAjvValidators }, observation, document, null, [pact]);
  expect(seen.map((one) => one.exchange.purpose)).toEqual(['state', 'interaction', 'use']);
  for (const { baseline } of seen) {
    expect(baseline.response.map((one) => one.rule)).toEqual(['response-required-property-removed']);
  }
});

it('holds against the pact only the call that the pact asked for', () => {
  const seen = seeExchanges({ validators: createAjvValidators }, observation, document, null, [pact]);
  expect(seen.map((one) => [one.interaction?.interaction ?? null, one.mismatches.length])).toEqual([
    [null, 0],
    ['a request for an order', 1],
    [null, 0],
  ]);
});
