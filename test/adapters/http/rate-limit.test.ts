import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedToWaitMs, nextTryMs } from '../../../src/adapters/http/next-try.ts';
import { usedUpMs } from '../../../src/adapters/http/rate-limit.ts';
import { retryAfterMs } from '../../../src/adapters/http/retry-after.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
/** The partner's clock is an hour behind. */
const DATE = 'Sun, 22 Nov 2026 11:00:00 GMT';
const EPOCH = Date.parse(DATE) / 1000;

type Headers = Record<string, string>;

describe('Retry-After', () => {
  it.each<[string, Headers, number | null]>([
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['seconds with a fraction', { 'retry-after': ' 1.5 ' }, 1_500],
    ['no time', { 'retry-after': '0' }, 0],
    ['a date, from the answer’s own', { 'retry-after': 'Sun, 22 Nov 2026 11:00:30 GMT', date: DATE }, 30_000],
    ['a date, from our clock', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 10:00:00 GMT', date: DATE }, 0],
    ['an obsolete date', { 'retry-after': 'Sunday, 22-Nov-26 11:00:30 GMT', date: DATE }, 30_000],
    ['seconds since 1970', { 'retry-after': String(EPOCH + 7), date: DATE }, 7_000],
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['another name', { 'x-ratelimit-retry-after': '9' }, 9_000],
    ['nothing', {}, null],
    ['empty', { 'retry-after': '' }, null],
    ['a word', { 'retry-after': 'soon' }, null],
    ['negative', { 'retry-after': '-5' }, null],
    ['two values', { 'retry-after': '5, 6' }, null],
  ])('of %s', (_, headers, ms) => expect(retryAfterMs(headers, NOW)).toBe(ms));
});

describe('a quota that is used up', () => {
  it.each<[string, Headers, number | null]>([
    ['RateLimit', { ratelimit: '"default";r=0;t=5' }, 5_000],
    ['RateLimit without a name in quotes', { ratelimit: 'default;r=0;t=5' }, 5_000],
    [
      'several policies, one of them used up',
      { ratelimit: '"burst";r=12;t=1, "daily";r=0;t=3600' },
      3_600_000,
    ],
    [
      'RateLimit without a time: the policy’s window',
      { ratelimit: '"hour";r=0', 'ratelimit-policy': '"hour";q=1000;w=3600;pk=:c2hvcA==:' },
      3_600_000,
    ],
    ['the earlier draft', { ratelimit: 'limit=10, remaining=0, reset=5' }, 5_000],
    ['the earlier draft, in one item', { ratelimit: 'limit=10;remaining=0;reset=5' }, 5_000],
    [
      'three headers',
      { 'ratelimit-limit': '10, 10;w=60', 'ratelimit-remaining': '0', 'ratelimit-reset': '50' },
      50_000,
    ],
    ['X-RateLimit in seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }, 3_000],
    [
      'X-RateLimit since 1970, by the partner’s clock',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(EPOCH + 60), date: DATE },
      60_000,
    ],
    [
      'X-RateLimit since 1970, by ours',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 60) },
      60_000,
    ],
    [
      'X-RateLimit in ms since 1970',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 1_500) },
      1_500,
    ],
    [
      'X-Rate-Limit',
      { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(EPOCH + 9), date: DATE },
      9_000,
    ],
    [
      'a time after which',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(EPOCH), 'x-ratelimit-reset-after': '1.5' },
      1_500,
    ],
    [
      'a duration',
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30.5s' },
      90_500,
    ],
    ['milliseconds', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 20],
    [
      'an instant',
      {
        'acme-ratelimit-requests-remaining': '0',
        'acme-ratelimit-requests-reset': '2026-11-22T11:00:05Z',
        date: DATE,
      },
      5_000,
    ],
    [
      'what JavaScript writes of a date',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': 'Sun Nov 22 2026 12:00:10 GMT+0100 (Central European Standard Time)',
        date: DATE,
      },
      10_000,
    ],
    ['a span in the name', { 'x-ratelimit-remaining-minute': '0', 'x-ratelimit-remaining-day': '7' }, 60_000],
    ['two lines of each', { 'x-ratelimit-remaining': '4, 0', 'x-ratelimit-reset': '1, 30' }, 30_000],
    ['less than nothing', { 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '3' }, 3_000],
    [
      'a reset that has passed',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(EPOCH - 5), date: DATE },
      0,
    ],
    ['something left', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '3' }, null],
    ['something left of each', { ratelimit: '"a";r=1;t=5, "b";r=2;t=5' }, null],
    ['no reset', { 'x-ratelimit-remaining': '0' }, null],
    ['a limit alone', { 'x-ratelimit-limit': '0', 'x-ratelimit-reset': '3' }, null],
    ['words', { 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'soon', ratelimit: 'a;b=c' }, null],
    ['no such header', { 'content-type': 'application/json', 'x-remaining': '0' }, null],
  ])('is read of %s', (_, headers, ms) => expect(usedUpMs(headers, NOW)).toBe(ms));

  it('is read of no text that would stop us', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789=;,"rt .-:mshdTZ') }));
    const names = fc.constantFrom(
      'ratelimit',
      'ratelimit-policy',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'retry-after',
      'date',
    );
    const property = fc.property(fc.dictionary(names, text), (headers) => {
      for (const ms of [usedUpMs(headers, NOW), retryAfterMs(headers, NOW)])
        if (ms !== null) expect(ms).toBeGreaterThanOrEqual(0);
    });
    fc.assert(property, { numRuns: 2_000 });
    const long = `"a";r=0;t=${'9'.repeat(200_000)}`;
    expect(usedUpMs({ ratelimit: long, 'x-ratelimit-remaining': '0'.repeat(1e6) }, NOW)).toBeNull();
  });
});

const answered = (status: number, headers: Headers = {}) =>
  ({ ok: true, answer: { status, headers, body: Buffer.alloc(0) } }) as const;
const failed = (failureClass: 'reset' | 'connect' | 'timeout' | 'truncated' | 'tls', unsent = false) =>
  ({ ok: false, failure: { class: failureClass, detail: '' }, unsent }) as const;

describe('what the partner asks for', () => {
  it.each<[number, Headers, number | null]>([
    [200, {}, null],
    [200, { 'retry-after': '5' }, null],
    [200, { ratelimit: '"a";r=0;t=5' }, 5_000],
    [429, {}, null],
    [429, { 'retry-after': '5' }, 5_000],
    [429, { 'retry-after': '5', ratelimit: '"a";r=0;t=60' }, 60_000],
    [503, { 'retry-after': '5' }, 5_000],
    [301, { 'retry-after': '5' }, 5_000],
    [403, { 'retry-after': '5' }, 5_000],
    [404, { 'retry-after': '5' }, null],
  ])('with HTTP %i and %j', (status, headers, ms) =>
    expect(askedToWaitMs(answered(status, headers), NOW)).toBe(ms),
  );
});

describe('a call is made once more', () => {
  it.each<[string, string, Parameters<typeof nextTryMs>[1], number, number | null, number | null]>([
    ['after 429, whatever it was', 'POST', answered(429), 1, 5_000, 5_000],
    ['after 429 that does not say, ever later', 'GET', answered(429), 3, null, 3_000],
    ['not after too many', 'GET', answered(429), 6, 5_000, null],
    ['after 503 that says when', 'POST', answered(503), 1, 5_000, 5_000],
    ['not after 503 that does not', 'GET', answered(503), 1, null, null],
    ['after 403 that tells a quota', 'GET', answered(403), 1, 5_000, 5_000],
    ['not after 403 of a call that changes something', 'PATCH', answered(403), 1, 5_000, null],
    ['not after an answer', 'GET', answered(500), 1, 5_000, null],
    ['after a cut connection, where it changes nothing', 'GET', failed('reset'), 1, null, 250],
    [
      'not after a cut connection, where it may have changed something',
      'POST',
      failed('reset'),
      1,
      null,
      null,
    ],
    [
      'not after a cut connection, where the answer would be another',
      'DELETE',
      failed('reset'),
      1,
      null,
      null,
    ],
    ['after no connection, where nothing was written', 'POST', failed('connect', true), 1, null, 250],
    ['not a third time', 'GET', failed('reset'), 2, null, null],
    ['not after a time-out', 'GET', failed('timeout'), 1, null, null],
    ['not after half an answer', 'GET', failed('truncated'), 1, null, null],
    ['not after a certificate that does not hold', 'GET', failed('tls'), 1, null, null],
  ])('%s', (_, method, result, tries, asked, ms) =>
    expect(nextTryMs({ method }, result, tries, asked)).toBe(ms),
  );
});
