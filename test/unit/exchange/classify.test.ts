import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import { type ExchangeParts, exchangeOf } from './exchange-of.ts';
import { answer, at, classified, failing, noSuch, page, success, verdictOn } from './look.ts';

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
    '404 by a page, and pages elsewhere',
    { ...at('/orders'), ...answer(404, page) },
    [exchangeOf({ id: 1, ...at('/health'), ...answer(200, page) })],
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

  it('says what to do, in each failure', () => {
    const [assessment] = classified([exchangeOf(answer(429))]).values();
    expect(assessment).toEqual({
      kind: 'not-verified',
      failure: { class: 'throttled', detail: 'HTTP 429' },
      next: expect.stringContaining('limits'),
    });
  });
});
