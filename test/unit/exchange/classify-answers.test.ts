import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { classify } from '../../../src/core/exchange/classify.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import { NEXT_STEPS, stepWords } from '../../../src/core/exchange/failure-steps.ts';
import { type Exchange, FAILURE_CLASSES } from '../../../src/core/exchange/types.ts';
import type { Json } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { FAILURE_WORDS } from '../../../src/core/report/words.ts';
import { DEPOT } from '../../fault-lab/depot-document.ts';
import { type ExchangeParts, exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const document = openDocument(DEPOT, sha256);
const conformance = createConformance(document, createAjvValidators(document));
const headers = { authorization: 'Bearer <credentials>' };

/** An exchange with the lab's partner; the answer is to `GET /v1/balance` unless a path says otherwise. */
function call(
  id: number,
  response: ExchangeParts['response'],
  path = '/v1/balance',
  method = 'GET',
): Exchange {
  return exchangeOf({ id, request: { method, path, headers }, response });
}

const rates = (id: number, more = {}) => {
  const one = call(id, { body: [{ currency: 'USD', rate: 1.1 }], ...more }, '/v1/rates');
  return { ...one, request: { ...one.request, query: 'base=EUR' } };
};
const ping = (id: number) => call(id, { body: { ok: true } }, '/v1/ping');

/** What the first of the exchanges is good for. */
function told(exchanges: Exchange[], given = document): string {
  const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));
  const observation = { exchanges, interactions: [], uses: [], failure: null };
  const found = classify(observation, { conform, document: given }).get(exchanges[0]?.id ?? 0);
  if (found?.kind === 'not-verified') return found.failure.class;
  return found?.kind === 'refused' ? `refused:${found.section}` : (found?.kind ?? 'nothing');
}

describe('a good status with something else than was promised', () => {
  it.each<[Json, string]>([
    [{ error: 'rate limit exceeded' }, 'throttled'],
    [{ status: 'OVER_QUERY_LIMIT', results: [] }, 'throttled'],
    [{ statusCode: 429 }, 'throttled'],
    [{ status: 'maintenance' }, 'maintenance'],
    [{ message: 'We are down for scheduled maintenance' }, 'maintenance'],
    [{ success: false, errors: [{ message: 'Internal server error' }] }, 'server-error'],
    ['upstream request timeout', 'server-error'],
    [{ error: { code: 'charge_not_found' } }, 'judged'],
    [{ data: { available: 1, description: 'maintenance fee, too many requests' } }, 'judged'],
    [{ available: '12', pending: 1, currency: 'EUR', message: 'down for maintenance' }, 'judged'],
    [{ AVAILABLE: 1, status: 'maintenance' }, 'judged'],
    [[{ available: 1, message: 'down for maintenance' }], 'judged'],
  ])('%j: %s', (body, expected) => {
    expect(told([call(0, { body })])).toBe(expected);
  });

  it('takes the words of a token that is refused for a change only where the token holds elsewhere', () => {
    const refused = call(0, { body: { error: 'invalid_token', message: 'The access token expired' } });
    expect(told([refused])).toBe('credentials');
    expect(told([refused, ping(1)])).toBe('credentials');
    expect(told([refused, { ...refused, id: 1, request: { ...refused.request, path: '/v1/rates' } }])).toBe(
      'credentials',
    );
    expect(told([refused, rates(1)])).toBe('judged');
  });

  it('is not judged where nothing came, a cache kept it, or something on the way changed it', () => {
    const old = { body: { v: 1 }, headers: { age: '9000', 'cache-control': 'max-age=60' } };
    expect(told([call(0, { media: null })])).toBe('truncated');
    expect(told([call(0, old)])).toBe('intercepted');
    expect(told([call(0, { ...old, headers: { age: '9', 'cache-control': 'max-age=60' } })])).toBe('judged');
    expect(told([call(0, { body: { v: 1 }, status: 203 })])).toBe('intercepted');
    expect(told([call(0, { ...old, body: { available: 1, pending: 1, currency: 'EUR' } })])).toBe('judged');
    expect(told([call(0, { status: 204, media: null })])).toBe('judged');
  });

  it('never takes what fits for an outage, whatever its words', () => {
    const words = fc.constantFrom(
      'down for maintenance',
      'rate limit exceeded',
      'invalid_token',
      'bad gateway',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('error', 'message', 'status', 'code'), words), (more) => {
        expect(told([call(0, { body: { available: 1, pending: 2, currency: 'EUR', ...more } })])).toBe(
          'judged',
        );
      }),
    );
  });
});

describe('a redirect', () => {
  const to = (status: number, location: string, method = 'GET') =>
    told([call(0, { status, media: null, headers: { location } }, '/v1/balance', method)]);
  it.each<[number, string, string]>([
    [302, '/login?next=/', 'blocked'],
    [302, '/maintenance.html', 'maintenance'],
    [301, '/v1/balance', 'redirect-refused'],
    [308, 'https://depot.example/base/v1/balance/', 'redirect-refused'],
    [307, '/v1/other', 'redirect-refused'],
    [301, '/v2/balance', 'judged'],
    [308, '/v2/balance', 'judged'],
  ])('%i to %s: %s', (status, location, expected) => {
    expect(to(status, location)).toBe(expected);
  });
  it('for now is an answer to what is not safe to repeat', () => {
    expect(to(303, '/v1/jobs/1', 'POST')).toBe('judged');
  });
});

describe('the control of a refusal', () => {
  const refused = (status: number) => call(0, { status, body: {} });
  it('needs credentials where the refused operation does', () => {
    for (const status of [401, 403]) expect(told([refused(status), ping(1)])).not.toContain('refused');
    expect(told([refused(401), rates(1)])).toBe('refused:security');
    expect(told([refused(404), rates(1, { status: 404, body: {} }), ping(2)])).toBe('our-request');
    expect(told([call(0, { status: 401, body: {} }, '/v1/ping'), rates(1)])).toBe('refused:security');
  });
  it('is no answer of a cache', () => {
    expect(told([refused(401), rates(1, { headers: { age: '30' } })])).toBe('credentials');
  });
  it('is no time that was followed by another', () => {
    expect(
      told([
        refused(400),
        { ...rates(1), triedAgain: 2 },
        { ...rates(2, { status: 400, body: {} }), retried: 1 },
      ]),
    ).toBe('our-request');
  });
});

describe('a 404 for a record', () => {
  const charge = (body: Json) => call(0, { status: 404, body }, '/v1/charges/ch_1');
  it.each<[Json, string]>([
    [{ message: 'no Route matched with those values' }, 'refused:operation'],
    ['Cannot GET /v1/charges/ch_1', 'refused:operation'],
    [{ message: 'Not Found' }, 'state-missing'],
    [{ title: 'No such charge' }, 'state-missing'],
  ])('%j: %s', (body, expected) => {
    expect(told([charge(body), rates(1)])).toBe(expected);
    expect(told([charge(body), rates(1, { status: 404, body: {} })])).not.toContain('refused');
  });
});

it('tells a check for people, a quota and maintenance under any status of a refusal', () => {
  const waf = { status: 405, headers: { 'x-amzn-waf-action': 'captcha' }, body: {} };
  expect(told([call(0, waf), rates(1)])).toBe('blocked');
  expect(told([call(0, { status: 400, body: { error: 'Daily quota exceeded' } }), rates(1)])).toBe(
    'throttled',
  );
  expect(told([call(0, { status: 404, body: { message: 'under maintenance' } }), rates(1)])).toBe(
    'maintenance',
  );
  for (const name of ['quota', 'rate_limit', 'maintenance_window', 'token'])
    expect(
      told([call(0, { status: 422, body: { field: name, message: `${name} is required` } }), rates(1)]),
    ).toBe('refused:request');
});

it('has words for each class: what it is, whose step, and what to do', () => {
  for (const name of FAILURE_CLASSES) {
    expect(FAILURE_WORDS[name]).toMatch(/^[a-z]/);
    expect(stepWords(name)).toMatch(/^(ours|theirs|nobody): [a-z].{10,}/);
    expect(NEXT_STEPS[name].text).not.toMatch(/[.]$/);
  }
});
