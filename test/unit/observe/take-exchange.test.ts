import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import type { Assessment } from '../../../src/core/exchange/classify.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import type { Json } from '../../../src/core/json.ts';
import { pathShape } from '../../../src/core/observe/path-shape.ts';
import { noObservation, takeExchange, takeNotPassedOn } from '../../../src/core/observe/take-exchange.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { newsLine, observationLines } from '../../../src/core/report/observe-lines.ts';

const parcel = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, weight: { type: 'integer' } },
};
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Parcels', version: '1' },
    servers: [{ url: 'https://api.parcels.example/v2' }],
    paths: {
      '/parcels/{id}': {
        get: {
          summary: 'Look a parcel up',
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: parcel } } } },
        },
      },
    },
  },
  sha256,
);
const conformance = createConformance(document, createAjvValidators(document));
const JUDGED: Assessment = { kind: 'judged' };

function exchange(body: Json, path = '/parcels/canary'): Exchange {
  return {
    id: 0,
    purpose: 'use',
    interaction: null,
    use: null,
    request: { method: 'GET', path, query: '', headers: { accept: '*/*' } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      media: 'application/json',
      body,
      unreadable: false,
    },
    failure: null,
    ms: 1,
  };
}

function taking() {
  const into = noObservation();
  return {
    into,
    take: (one: Exchange, assessment = JUDGED) =>
      takeExchange(
        into,
        { exchange: one, conform: conformance.conform(one), assessment },
        { document, sha256, from: 'observed at sandbox' },
      ),
  };
}

describe('an exchange, taken into an observation', () => {
  it('is told the first time, and joined to what is known after', () => {
    const { into, take } = taking();
    expect(take(exchange({ id: 'a' })).map(newsLine)).toEqual([
      'used           Look a parcel up: GET /parcels/{id}',
    ]);
    expect(take(exchange({ id: 'b', weight: 3 }))).toEqual([]);
    expect([...into.uses.values()]).toMatchObject([
      { key: 'GET /parcels/{}', grade: 'recorded', answers: ['/id', '/weight'], from: [{ calls: 2 }] },
    ]);
    expect(observationLines(into)).toEqual([
      '2 calls to 1 operation of the agreed document',
      'Nothing departed from the agreed document.',
    ]);
  });

  it('teaches an operation and no fields where it says nothing about the contract', () => {
    const { into, take } = taking();
    const failure = { class: 'server-error', detail: 'HTTP 503' } as const;
    const outage: Assessment = { kind: 'not-verified', failure, next: 'theirs: wait' };
    take(exchange({ weight: 'canary' }), outage);
    take(exchange({ weight: 'canary' }), outage);
    expect(into.departures.size).toBe(0);
    expect([...into.uses.values()]).toMatchObject([{ answers: [] }]);
    expect(observationLines(into)).toContain(
      '  Look a parcel up: GET /parcels/{id}: server-error (HTTP 503); theirs: wait (2 times)',
    );
  });

  it('takes a refusal that nothing explains for a departure of theirs', () => {
    const { into, take } = taking();
    const refused: Assessment = { kind: 'refused', section: 'operation', reason: 'HTTP 410' };
    const told = take(exchange({}), refused).map(newsLine);
    expect(told.at(-1)).toMatch(/^they depart +Look a parcel up: GET \/parcels\/\{id\}: /);
    expect([...into.departures.values()][0]?.difference.level).toBe('breaking');
  });

  it('counts each departure, and names no value', () => {
    const { into, take } = taking();
    for (const value of ['canary-1', 'canary-2', 'canary-3']) take(exchange({ id: 'x', weight: value }));
    expect([...into.departures.values()]).toMatchObject([{ times: 3 }]);
    expect(JSON.stringify([[...into.departures], [...into.uses], observationLines(into)])).not.toContain(
      'canary',
    );
  });

  it('keeps no more than it can hold of calls that lead nowhere', () => {
    const { into, take } = taking();
    for (let depth = 1; depth <= 20; depth++) take(exchange({}, `/${'x/'.repeat(depth)}parcels`));
    expect(into.unplaced.size).toBeLessThanOrEqual(13);
    expect([...into.unplaced.keys()].at(-1)).toBe(`GET /${'{}/'.repeat(12)}...`);
  });

  it('counts what was not passed on by operation and reason', () => {
    const { into } = taking();
    const operation = document.operations[0] ?? null;
    const call = { method: 'GET', path: '/parcels/canary', why: 'budget', operation } as const;
    expect(takeNotPassedOn(into, call, document)).toHaveLength(1);
    expect(takeNotPassedOn(into, call, document)).toEqual([]);
    expect(observationLines(into)).toContain(
      '  GET /parcels/{id}: the calls of the day are used up (2 times)',
    );
  });
});

describe('the shape of a path', () => {
  it.each([
    ['/parcels/17/labels', '/parcels/{}/{}'],
    ['/v2/parcels', '/v2/parcels'],
    ['/', '/'],
    ['/anna@shop.example', '/{}'],
  ])('%s is %s', (path, shape) => {
    expect(pathShape(document, path)).toBe(shape);
  });
});
