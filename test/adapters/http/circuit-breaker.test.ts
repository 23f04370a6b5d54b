import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../../src/adapters/http/circuit-breaker.ts';
import type { Failure } from '../../../src/core/exchange/types.ts';

const REFUSED: Failure = { class: 'connect', detail: 'ECONNREFUSED' };
const BAD: Failure = { class: 'server-error', detail: 'HTTP 502' };

function open() {
  const clock = { ms: 0 };
  const breaker = createCircuitBreaker({ now: () => clock.ms, sleep: async () => undefined });
  /** Makes a call that fails so, at an operation; says whether it was made. */
  const fail = async (failure: Failure, operation: string) => {
    const spared = await breaker.ask();
    if (!spared) breaker.tell(failure, operation);
    return spared === null;
  };
  const succeed = async () => {
    const spared = await breaker.ask();
    if (!spared) breaker.tell('answered', '');
    return spared === null;
  };
  return { clock, breaker, fail, succeed };
}

const times = async (n: number, work: (n: number) => Promise<unknown>) => {
  for (let done = 0; done < n; done++) await work(done);
};

describe('a partner that is down', () => {
  it('is spared after five failures in a row, and what is said is what was seen', async () => {
    const { breaker, fail } = open();
    await times(4, (n) => fail(BAD, `GET /${n}`));
    expect(await breaker.ask()).toBeNull();
    breaker.tell(BAD, 'GET /4');
    expect(await breaker.ask()).toEqual({
      class: 'server-error',
      detail: 'HTTP 502; further calls were spared',
    });
  });

  it('is not spared for failures with an answer between', async () => {
    const { fail, succeed } = open();
    await times(20, async (n) => {
      expect(await fail(BAD, `GET /${n}`)).toBe(true);
      if (n % 4 === 3) await succeed();
    });
  });

  it('is not taken for one broken operation, so that others are still seen', async () => {
    const { fail, succeed } = open();
    await times(20, async () => expect(await fail(BAD, 'GET /broken')).toBe(true));
    expect(await succeed()).toBe(true);
  });

  it('is taken for down by one operation alone where nothing can be reached', async () => {
    const { fail } = open();
    await times(5, () => fail(REFUSED, 'GET /one'));
    expect(await fail(REFUSED, 'GET /one')).toBe(false);
  });

  it('is tried by one call after a pause; the others wait for what becomes of it', async () => {
    const { clock, breaker, fail } = open();
    await times(5, () => fail(REFUSED, 'GET /one'));
    clock.ms = 30_000;
    expect(await breaker.ask()).toBeNull();
    const others = [breaker.ask(), breaker.ask()];
    breaker.tell('answered', 'GET /one');
    expect(await Promise.all(others)).toEqual([null, null]);
  });

  it('is spared again where that call fails', async () => {
    const { clock, breaker, fail } = open();
    await times(5, () => fail(REFUSED, 'GET /one'));
    clock.ms = 30_000;
    expect(await breaker.ask()).toBeNull();
    const other = breaker.ask();
    breaker.tell(BAD, 'GET /one');
    expect(await other).toMatchObject({ class: 'server-error' });
    clock.ms = 59_000;
    expect(await breaker.ask()).not.toBeNull();
  });

  it('is tried by each new look at once, also where a call before it was never made', async () => {
    const { breaker, fail } = open();
    await times(5, () => fail(REFUSED, 'GET /one'));
    breaker.lookAgain();
    expect(await breaker.ask()).toBeNull();
    breaker.tell('unmade', '');
    expect(await breaker.ask()).toBeNull();
    breaker.tell('answered', '');
    expect(await breaker.ask()).toBeNull();
  });
});
