import { describe, expect, it } from 'vitest';
import type { PartnerAnswer, PartnerCall, PartnerClient } from '../../src/app/ports.ts';
import { renewedClient } from '../../src/app/renewed-client.ts';

const CALL = { method: 'GET', path: '/' } as PartnerCall;
const ANSWER: PartnerAnswer = { sent: false, skipped: 'mode' };

/** Clients that are opened, and calls that end when they are told to. */
function world(close: () => Promise<void> = async () => {}) {
  let now = 0;
  const opened: { deadlineMs: number; calls: number; isOpen: boolean }[] = [];
  const running: (() => void)[] = [];
  let isSlow = false;
  const client = renewedClient({
    monotonic: { now: () => now },
    callMs: 1_000,
    open: (deadlineMs): PartnerClient => {
      const one = { deadlineMs, calls: 0, isOpen: true };
      opened.push(one);
      return {
        call: async () => {
          if (!one.isOpen) throw new Error('it was closed');
          one.calls++;
          if (isSlow) await new Promise<void>((resolve) => running.push(resolve));
          return ANSWER;
        },
        exchanges: () => [],
        close: async () => {
          one.isOpen = false;
          await close();
        },
      };
    },
  });
  return {
    client,
    opened,
    pass: (ms: number) => {
      now += ms;
    },
    slow: () => {
      isSlow = true;
    },
    finish: () => running.splice(0).forEach((resolve) => void resolve()),
  };
}

describe('a client that is renewed', () => {
  it('is opened by the first call, and serves those of a minute', async () => {
    const { client, opened, pass } = world();
    expect(opened).toEqual([]);
    await client.call(CALL);
    pass(59_999);
    await client.call(CALL);
    expect(opened).toEqual([{ deadlineMs: 91_000, calls: 2, isOpen: true }]);
    pass(1);
    await client.call(CALL);
    expect(opened.map(({ calls, isOpen }) => ({ calls, isOpen }))).toEqual([
      { calls: 2, isOpen: false },
      { calls: 1, isOpen: true },
    ]);
  });

  it('takes no more calls than it can remember', async () => {
    const { client, opened } = world();
    for (let call = 0; call < 450; call++) await client.call(CALL);
    expect(opened.map(({ calls }) => calls)).toEqual([200, 200, 50]);
  });

  it('is not closed under a call that runs', async () => {
    const { client, opened, pass, slow, finish } = world();
    slow();
    const running = client.call(CALL);
    pass(70_000);
    const next = client.call(CALL);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([true, true]);
    finish();
    await Promise.all([running, next]);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  it('closes all at its end, and says what went wrong in any', async () => {
    const { client, opened, pass } = world(async () => {
      throw new Error('the calls cannot be counted');
    });
    await client.call(CALL);
    pass(70_000);
    await client.call(CALL);
    await expect(client.close()).rejects.toThrow('the calls cannot be counted');
    expect(opened.every(({ isOpen }) => !isOpen)).toBe(true);
  });
});
