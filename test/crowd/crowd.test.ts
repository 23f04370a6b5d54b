import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Crowd, openCrowd, untilHolds } from './hammering.ts';

let crowd: Crowd | null = null;
afterEach(async () => {
  await crowd?.close();
  crowd = null;
});

describe('several processes that call one partner', () => {
  it('never run over its bucket or its calls at once, though they are killed in the middle', async () => {
    const limits = { requestsPerSecond: 2, concurrent: 3, timeoutMs: 2_000 };
    crowd = await openCrowd({ perSecond: 2, burst: 3, concurrent: 3 }, { limits, atOnce: 4 }, 150);
    const { emulator } = crowd;
    for (let n = 0; n < 3; n++) crowd.join();
    await untilHolds(() => emulator.counts().calls > 2, 15_000);
    for (let n = 0; n < 4; n++) {
      await pause(1_500);
      await crowd.kill();
      crowd.join();
    }
    const counts = emulator.counts();
    expect(counts).toMatchObject({ overRate: 0, overConcurrent: 0 });
    expect(counts.calls).toBeGreaterThan(6);
  }, 60_000);

  it('never make more calls in a day than were agreed, and lose no more than were killed', async () => {
    const limits = { requestsPerSecond: 40, concurrent: 3, timeoutMs: 800, callsPerDay: 40 };
    crowd = await openCrowd({ perDay: 40 }, { limits, atOnce: 3 }, 60);
    const { emulator } = crowd;
    let killed = 0;
    for (let n = 0; n < 3; n++) crowd.join();
    for (const calls of [5, 15, 25]) {
      await untilHolds(() => emulator.counts().calls >= calls, 15_000);
      await crowd.kill();
      killed++;
      crowd.join();
    }
    await crowd.ended();
    const counts = emulator.counts();
    expect(counts.overDay).toBe(0);
    expect(counts.calls).toBeLessThanOrEqual(40);
    expect(counts.calls).toBeGreaterThanOrEqual(40 - 3 * killed);
  }, 60_000);
});
