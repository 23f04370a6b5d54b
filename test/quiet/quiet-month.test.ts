import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQuietWorld, type QuietWorld } from './quiet-world.ts';

const DAY = 24;
const MONTH = 30 * DAY;

let world: QuietWorld;
beforeAll(async () => {
  world = await openQuietWorld();
});
afterAll(() => world.close());

const quiet = async () => {
  const told = await world.notices();
  expect(told.filter((one) => one !== 'ours digest')).toEqual([]);
  const delivered = world.delivered();
  expect(delivered.filter((file) => !file.startsWith('ours/'))).toEqual([]);
  expect(delivered.length).toBe(told.length);
};

describe('the sample partners, staying as they are, looked at each hour', () => {
  it('a day, by the real verifier: everything seen, all as agreed, nobody told', async () => {
    expect(new Set(world.places.map((place) => place.split(' ')[0])).size).toBeGreaterThanOrEqual(4);
    const { verdicts, unseen } = await world.live({ from: 0, until: DAY });
    expect([...verdicts]).toEqual(['agrees']);
    expect(unseen).toBe(0);
    expect(world.observed()).toBe(DAY * world.places.length);
    await quiet();
  });

  it('a month, by what that day saw: at most digests to ours, nothing to theirs', async () => {
    world.replay();
    const { verdicts, looks } = await world.live({ from: DAY, until: MONTH });
    expect([...verdicts]).toEqual(['agrees']);
    expect(looks).toBe((MONTH - DAY) * world.places.length);
    expect(world.observed()).toBe(DAY * world.places.length);
    await quiet();
  });

  it('is told of the first change after it: the quiet was no blindness', async () => {
    world.change();
    const { verdicts } = await world.live({ from: MONTH, until: MONTH + 2 });
    expect([...verdicts].sort()).toEqual(['agrees', 'drifts']);
    expect((await world.notices()).filter((one) => one !== 'ours digest')).toContain('ours announce');
    expect(world.delivered().filter((file) => file.startsWith('theirs/'))).toEqual([]);
  });
});
