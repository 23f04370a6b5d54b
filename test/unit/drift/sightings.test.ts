import { expect, it } from 'vitest';
import { sightingsAt } from '../../../src/core/drift/assess/sightings.ts';
import type { SeenExchange } from '../../../src/core/drift/assess/types.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import type { Subject } from '../../../src/core/drift/subject.ts';
import type { ConformResult } from '../../../src/core/exchange/conform.ts';
import { exchangeOf } from '../exchange/exchange-of.ts';

const made: Subject = { method: 'POST', path: '/tickets', section: 'response', status: '200', location: '' };

const unexpected: Difference = {
  rule: 'response-value-mismatch',
  level: 'breaking',
  direction: 'response',
  subject: made,
  facet: 'status',
  args: { expected: 200, actual: 201 },
  operation: null,
  pointer: { baseline: null, observed: null },
  proof: 'structural',
};

/** A document that nothing of an answer under another status is held against. */
const passedBy: ConformResult = {
  operation: null,
  request: [],
  response: [],
  undecided: [],
  more: 0,
  reaches: () => false,
};

function answered(mismatches: Difference[], published: ConformResult | null): SeenExchange {
  return {
    exchange: exchangeOf({ request: { method: 'POST', path: '/tickets' }, response: { status: 201 } }),
    assessment: { kind: 'judged' },
    baseline: passedBy,
    published,
    interaction: { pact: 'shop--museum', interaction: 'a request to buy a ticket' },
    mismatches,
  };
}

it.each([
  ['fails its pact where the published document moved', [unexpected], passedBy, ['new']],
  ['fails its pact though nothing moved', [unexpected], null, ['other']],
  ['has nothing to do with the place', [], passedBy, []],
])('an answer under another status that %s', (_, mismatches, published, sightings) => {
  expect(sightingsAt(made, [answered(mismatches, published)])).toEqual(sightings);
});
