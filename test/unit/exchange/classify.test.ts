import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { classify } from '../../../src/core/exchange/classify.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Exchange, LiveInteraction, LiveObservation } from '../../../src/core/exchange/types.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { type ExchangeParts, exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const ok = { 200: { description: '', content: { 'application/json': { schema: { type: 'object' } } } } };
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/orders': {
        get: {
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
          responses: ok,
        },
        post: { responses: ok },
      },
      '/orders/{id}': { get: { responses: ok } },
      '/health': { get: { responses: ok } },
      '/private': { get: { security: [{ key: [] }], responses: ok } },
    },
  },
  sha256,
);

const conformance = createConformance(document, createAjvValidators(document));
const withCredentials = { authorization: 'Bearer <credentials>' };

function observed(exchanges: Exchange[], interactions: Partial<LiveInteraction>[] = []): LiveObservation {
  return {
    exchanges,
    interactions: interactions.map((one, number) => ({
      number,
      pact: 'web--shop',
      description: `interaction ${number}`,
      outcome: 'failed',
      skipped: null,
      mismatches: [{ where: 'status', path: '', kind: 'value' }],
      failure: null,
      ...one,
    })),
    uses: [],
    failure: null,
  };
}

function classified(exchanges: Exchange[], interactions: Partial<LiveInteraction>[] = []) {
  const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));
  return classify(observed(exchanges, interactions), { conform });
}

/** `judged`, `not-verified:<class>` or `refused:<section>`. */
function verdictOn(
  parts: ExchangeParts,
  others: Exchange[] = [],
  interactions: Partial<LiveInteraction>[] = [],
) {
  const found = classified([exchangeOf(parts), ...others], interactions).get(parts.id ?? 0);
  if (found?.kind === 'not-verified') return `not-verified:${found.failure.class}`;
  return found?.kind === 'refused' ? `refused:${found.section}` : found?.kind;
}

const answer = (status: number, more: ExchangeParts['response'] = {}) => ({
  response: { status, body: {}, ...more },
});
const at = (path: string, more: ExchangeParts['request'] = {}) => ({
  request: { path, headers: withCredentials, ...more },
});
const success = (id: number, path = '/health') => exchangeOf({ id, ...at(path), ...answer(200) });
const failing = (id: number, status: number, path = '/health') =>
  exchangeOf({ id, ...at(path), ...answer(status) });
const page = { media: 'text/html', body: '<!DOCTYPE html><title>Log in</title>' };
const noSuch = { body: { error: { code: 'resource_missing', message: 'No such order: o_1' } } };

const rows: [string, ExchangeParts, Exchange[], string][] = [
  ['a fine answer', answer(200), [], 'judged'],
  [
    'no connection',
    { response: null, failure: { class: 'connect', detail: 'ECONNREFUSED' } },
    [],
    'not-verified:connect',
  ],
  ['no answer at all', { response: null }, [], 'not-verified:reset'],
  ['500, others fine', { ...at('/orders'), ...answer(500) }, [success(1)], 'not-verified:server-error'],
  ['503 with a page', answer(503, page), [], 'not-verified:maintenance'],
  ['503 with JSON', answer(503), [], 'not-verified:server-error'],
  ['429', answer(429), [success(1)], 'not-verified:throttled'],
  [
    '403 with Retry-After',
    answer(403, { headers: { 'retry-after': '30' } }),
    [success(1)],
    'not-verified:throttled',
  ],
  [
    '403 with no quota left',
    answer(403, { headers: { 'x-ratelimit-remaining': '0' } }),
    [success(1)],
    'not-verified:throttled',
  ],
  [
    '403 with quota left',
    { ...at('/orders'), ...answer(403, { headers: { 'x-ratelimit-remaining': '9' } }) },
    [success(1)],
    'refused:security',
  ],
  ['a page where JSON was due', answer(200, page), [success(1)], 'not-verified:blocked'],
  ['a page with 403', answer(403, page), [success(1)], 'not-verified:blocked'],
  [
    'a redirect to a login',
    answer(302, { headers: { location: 'https://shop.example/login?next=1' }, media: null }),
    [],
    'not-verified:blocked',
  ],
  [
    '401, others with the same credentials fine',
    { ...at('/orders'), ...answer(401) },
    [success(1)],
    'refused:security',
  ],
  [
    '401, others fail too',
    { ...at('/orders'), ...answer(401) },
    [failing(1, 401)],
    'not-verified:credentials',
  ],
  ['401, nothing else was called', { ...at('/orders'), ...answer(401) }, [], 'not-verified:credentials'],
  [
    '401, only calls without credentials fine',
    { ...at('/orders'), ...answer(401) },
    [exchangeOf({ id: 1, request: { path: '/health' }, ...answer(200) })],
    'not-verified:credentials',
  ],
  [
    '401, no credentials where the document wants some',
    { request: { path: '/private' }, ...answer(401) },
    [exchangeOf({ id: 1, request: { path: '/health' }, ...answer(200) })],
    'not-verified:credentials',
  ],
  ['403, others fine', { ...at('/orders'), ...answer(403) }, [success(1)], 'refused:security'],
  [
    '403, others fail too',
    { ...at('/orders'), ...answer(403) },
    [failing(1, 403)],
    'not-verified:permission',
  ],
  ['400, others fine', { ...at('/orders'), ...answer(400) }, [success(1)], 'refused:request'],
  ['400, nothing else was called', { ...at('/orders'), ...answer(400) }, [], 'refused:request'],
  [
    '400, everything else fails',
    { ...at('/orders'), ...answer(400) },
    [failing(1, 500)],
    'not-verified:our-request',
  ],
  [
    '422 though the baseline forbids the call',
    { ...at('/orders', { query: 'limit=many' }), ...answer(422) },
    [success(1)],
    'not-verified:our-request',
  ],
  [
    '400 with the API\'s own "no such record"',
    { ...at('/orders'), ...answer(400, noSuch) },
    [success(1)],
    'not-verified:state-missing',
  ],
  [
    '409',
    { ...at('/orders', { method: 'POST' }), ...answer(409) },
    [success(1)],
    'not-verified:state-missing',
  ],
  [
    '404 on a path without parameters',
    { ...at('/orders'), ...answer(404) },
    [success(1)],
    'refused:operation',
  ],
  [
    '404 on a path without parameters, nothing else called',
    { ...at('/orders'), ...answer(404) },
    [],
    'refused:operation',
  ],
  [
    '404 by a page of the framework',
    { ...at('/orders'), ...answer(404, page) },
    [success(1)],
    'refused:operation',
  ],
  [
    '404 everywhere, by a page',
    { ...at('/orders'), ...answer(404, page) },
    [exchangeOf({ id: 1, ...at('/health'), ...answer(404, page) })],
    'not-verified:blocked',
  ],
  [
    '404 by a page, nothing else called',
    { ...at('/orders'), ...answer(404, page) },
    [],
    'not-verified:blocked',
  ],
  ['404 everywhere', { ...at('/orders'), ...answer(404) }, [failing(1, 404)], 'not-verified:our-request'],
  ['404 on one record', { ...at('/orders/o_1'), ...answer(404) }, [success(1)], 'not-verified:state-missing'],
  [
    '404 on every known record',
    { ...at('/orders/o_1'), ...answer(404) },
    [success(1), failing(2, 404, '/orders/o_2')],
    'refused:operation',
  ],
  [
    '404 on every known record, each "no such"',
    { ...at('/orders/o_1'), ...answer(404, noSuch) },
    [success(1), failing(2, 404, '/orders/o_2')],
    'not-verified:state-missing',
  ],
  [
    '404 on one record of two',
    { ...at('/orders/o_1'), ...answer(404) },
    [success(1), success(2, '/orders/o_2')],
    'not-verified:state-missing',
  ],
  [
    '410 on a path without parameters',
    { ...at('/orders'), ...answer(410) },
    [success(1)],
    'refused:operation',
  ],
  ['405', { ...at('/orders/o_1'), ...answer(405) }, [success(1)], 'refused:operation'],
  [
    '404 on an undocumented path',
    { ...at('/people'), ...answer(404) },
    [success(1)],
    'not-verified:our-request',
  ],
  ['402', { ...at('/orders'), ...answer(402) }, [success(1)], 'not-verified:permission'],
  ['407', answer(407), [success(1)], 'not-verified:intercepted'],
  ['408', answer(408), [success(1)], 'not-verified:timeout'],
  [
    'a token request that fails',
    { purpose: 'token', ...answer(400) },
    [success(1)],
    'not-verified:credentials',
  ],
  [
    'a token request while the server fails',
    { purpose: 'token', ...answer(502) },
    [],
    'not-verified:server-error',
  ],
  [
    'a document that is not there',
    { purpose: 'document', ...answer(404) },
    [success(1)],
    'not-verified:document-unreadable',
  ],
  [
    'a document without access',
    { purpose: 'document', ...answer(401) },
    [success(1)],
    'not-verified:credentials',
  ],
];

describe('classify', () => {
  it.each(rows)('%s', (_, exchange, others, expected) => {
    expect(verdictOn(exchange, others)).toBe(expected);
  });

  describe('with provider states', () => {
    const call = { interaction: 0, purpose: 'interaction', id: 5, ...at('/orders/o_1') } as const;
    const recipe = (status: number) =>
      exchangeOf({ id: 1, interaction: 0, purpose: 'state', ...at('/orders'), ...answer(status) });

    it('takes a 404 for gone where the record was found just before', () => {
      expect(verdictOn({ ...call, ...answer(404) }, [recipe(200)], [{}])).toBe('refused:operation');
    });

    it('does not where the body is the own "no such record" of the API', () => {
      expect(verdictOn({ ...call, ...answer(404, noSuch) }, [recipe(200)], [{}])).toBe(
        'not-verified:state-missing',
      );
    });

    it('takes a refusal for a missing record where it could not be had', () => {
      const others = [recipe(404), success(2)];
      expect(verdictOn({ ...call, ...answer(404) }, others, [{}])).toBe('not-verified:state-missing');
      expect(verdictOn({ ...call, ...answer(422) }, others, [{}])).toBe('not-verified:state-missing');
    });

    it('judges an error that the pact asks for', () => {
      expect(
        verdictOn({ ...call, ...answer(404) }, [success(2)], [{ outcome: 'passed', mismatches: [] }]),
      ).toBe('judged');
      const bodyDiffers = [{ where: 'body', path: '$.code', kind: 'value' }] as const;
      expect(verdictOn({ ...call, ...answer(400) }, [success(2)], [{ mismatches: [...bodyDiffers] }])).toBe(
        'judged',
      );
    });

    it('never judges a 500, not even one that the pact asks for', () => {
      expect(verdictOn({ ...call, ...answer(500) }, [], [{ outcome: 'passed', mismatches: [] }])).toBe(
        'not-verified:server-error',
      );
    });
  });

  it('says what to do, in each failure', () => {
    const [assessment] = classified([exchangeOf(answer(429))]).values();
    expect(assessment).toEqual({
      kind: 'not-verified',
      failure: { class: 'throttled', detail: 'HTTP 429' },
      next: expect.stringContaining('limits'),
    });
  });
});
