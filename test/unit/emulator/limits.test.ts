import { describe, expect, it } from 'vitest';
import { createLimiter, type LimitDialect } from '../../../src/local/emulator/limits.ts';

const NOON = new Date('2026-11-22T12:00:00Z');

function at(limits: Parameters<typeof createLimiter>[0]) {
  const clock = { ms: 0 };
  const limiter = createLimiter(limits, { elapsedMs: () => clock.ms, now: () => NOON });
  const call = () => {
    const refused = limiter.begin();
    limiter.end();
    return refused?.status ?? 200;
  };
  return { clock, limiter, call };
}

describe('an emulated partner’s limits', () => {
  it('refuse and count what comes faster than the bucket fills', () => {
    const { clock, limiter, call } = at({ perSecond: 2, burst: 2 });
    expect([call(), call(), call()]).toEqual([200, 200, 429]);
    clock.ms = 500;
    expect([call(), call()]).toEqual([200, 429]);
    expect(limiter.counts()).toMatchObject({ calls: 5, overRate: 2, overDay: 0 });
  });

  it('refuse and count what the day has no room for', () => {
    const { limiter, call } = at({ perDay: 2 });
    expect([call(), call(), call()]).toEqual([200, 200, 429]);
    expect(limiter.counts()).toMatchObject({ overDay: 1, overRate: 0 });
  });

  it('refuse and count what runs beside too many others', () => {
    const { limiter } = at({ concurrent: 1 });
    expect(limiter.begin()).toBeNull();
    expect(limiter.begin()?.status).toBe(429);
    limiter.end();
    limiter.end();
    expect(limiter.begin()).toBeNull();
    expect(limiter.counts()).toMatchObject({ overConcurrent: 1, mostAtOnce: 2 });
  });

  it.each<[LimitDialect, Record<string, string>]>([
    ['structured', { 'ratelimit-policy': '"default";q=1;w=2', ratelimit: '"default";r=0;t=2' }],
    ['draft', { ratelimit: 'limit=1, remaining=0, reset=2' }],
    ['triple', { 'ratelimit-limit': '1', 'ratelimit-remaining': '0', 'ratelimit-reset': '2' }],
    [
      'epoch',
      {
        'x-ratelimit-limit': '1',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOON.getTime() / 1000 + 2),
      },
    ],
  ])('are told as %s', (dialect, headers) => {
    const { limiter, call } = at({ perSecond: 0.5, burst: 1, dialect });
    call();
    expect(limiter.told()).toEqual(headers);
  });
});
