import { describe, expect, it } from 'vitest';
import { comingFromHeaders, readLifecycleHeaders } from '../../../src/core/exchange/lifecycle-headers.ts';
import type { Operation } from '../../../src/core/openapi/document/types.ts';
import { exchangeOf } from './exchange-of.ts';

const sunset = (text: string) => readLifecycleHeaders({ sunset: text }).sunset?.at ?? null;

describe('readLifecycleHeaders', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Mon, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Tuesday, 01-Jun-27 00:00:00 GMT', '2027-06-01T00:00:00Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37Z'],
    ['Sat, 1 Jun 2025 00:00:00 GMT', '2025-06-01T00:00:00Z'],
    ['2026-12-31', '2026-12-31T00:00:00Z'],
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59Z'],
    ['2026-12-31T23:59:59.999+02:00', '2026-12-31T21:59:59Z'],
    ['date="2026-08-26"', '2026-08-26T00:00:00Z'],
    ['@1798675200', '2026-12-31T00:00:00Z'],
    ['29 February 2028', '2028-02-29T00:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(sunset(text)).toBe(expected);
  });

  it.each([
    '',
    'soon',
    '2026-02-30',
    'Thu, 31 Apr 2026 00:00:00 GMT',
    '2026-13-01',
    '@99999999999999',
    '20261231',
    '1 Smarch 2026',
  ])('does not read %j', (text) => {
    expect(sunset(text)).toBeNull();
  });

  it.each([
    ['@1688169599', { at: '2023-06-30T23:59:59Z' }],
    ['@1688169599;v=1, @1', { at: '2023-06-30T23:59:59Z' }],
    ['true', { at: null }],
    ['?1', { at: null }],
    ['version="v1"', { at: null }],
    ['false', null],
    ['?0', null],
  ])('takes Deprecation: %s', (text, expected) => {
    expect(readLifecycleHeaders({ deprecation: text }).deprecation).toEqual(expected);
  });

  it('finds the link that tells most', () => {
    const link =
      '</v2>; rel="successor-version", <https://shop.example/gone>; rel="x sunset"; type="text/html", <javascript:alert(1)>; rel=sunset';
    expect(readLifecycleHeaders({ link }).link).toBe('https://shop.example/gone');
    expect(readLifecycleHeaders({ link: '<javascript:alert(1)>; rel=sunset' }).link).toBeNull();
    expect(readLifecycleHeaders({ link: '</next>; rel=next' })).toEqual({
      deprecation: null,
      sunset: null,
      link: null,
    });
  });
});

describe('comingFromHeaders', () => {
  const operation = (key: string) => ({ key }) as Operation;
  const seen = (key: string, headers: Record<string, string>, status = 200) => ({
    operation: operation(key),
    exchange: exchangeOf({ response: { status, headers } }),
  });

  it('tells one fact per operation, the earliest end first', () => {
    const facts = comingFromHeaders([
      seen('GET /a', { deprecation: 'true' }),
      seen('GET /a', { sunset: '2027-06-01' }),
      seen('GET /a', { sunset: '2027-03-01', deprecation: '@1688169599' }),
      seen('GET /b', { deprecation: '@1688169599' }),
      seen('GET /c', {}),
      seen('GET /d', { sunset: '2027-03-01' }, 503),
      { operation: null, exchange: exchangeOf({ response: { headers: { sunset: '2027-03-01' } } }) },
    ]);

    expect(facts).toEqual([
      {
        operation: 'GET /a',
        what: 'removed',
        on: '2027-03-01',
        known: 'sunset header',
        others: ['2027-06-01'],
        deprecatedOn: '2023-06-30',
      },
      {
        operation: 'GET /b',
        what: 'deprecated',
        on: null,
        known: 'deprecation header',
        deprecatedOn: '2023-06-30',
      },
    ]);
  });
});
