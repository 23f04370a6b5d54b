import { afterEach, describe, expect, it } from 'vitest';
import { isEmulator } from '../../src/adapters/http/is-emulator.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

describe('a partner who asks not to be called', () => {
  it('is not called, and what was not looked at is not green', async () => {
    world = await openWorld('city-geo', (agreement) => ({
      ...agreement,
      doNotCall: [{ from: '2026-11-02T00:00Z', to: '2026-11-04T00:00Z', why: null }],
    }));
    const { decision, look } = await world.look('production');
    expect(world.emulator('production').requests()).toBe(0);
    expect(decision.verdict).toBe('not-verified');
    expect(look.coverage.skipped.doNotCall).toBe(2);

    const after = await world.look('production');
    expect(world.emulator('production').requests()).toBeGreaterThan(0);
    expect(after.decision.verdict).toBe('agrees');
  });
});

describe('an emulator', () => {
  it('is known by its own word, on loopback only', async () => {
    world = await openWorld('city-geo');
    const { url } = world.emulator('production');
    expect(await isEmulator(url)).toBe(true);
    expect(await isEmulator(url.replace('127.0.0.1', 'localhost'))).toBe(false);
    expect(await isEmulator('https://api.city-geo.example')).toBe(false);
    expect(await isEmulator('http://127.0.0.1:9')).toBe(false);
  });
});
