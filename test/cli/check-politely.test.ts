import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckWorld } from './check-world.ts';

describe('a partner that asks to wait', () => {
  it('and then answers is seen: what came first hides nothing', async () => {
    const world = await openCheckWorld();
    world.emulator.fault({ kind: 'status', status: 503, headers: { 'retry-after': '1' }, at: 'operations' });
    world.afterLook(() => world.emulator.fault(null));
    const { code, out, err } = await world.check();
    expect({ code, err, looks: world.looks() }).toEqual({ code: 0, err: '', looks: 2 });
    expect(out).toMatch(/^✓ parcel-post sandbox agrees with what was agreed .* saw 1 of 1 uses\n$/);
  });

  it('is left alone by the next check too, in a process of its own', async () => {
    const world = await openCheckWorld();
    world.emulator.fault({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3600' },
      at: 'operations',
    });
    const first = await world.check();
    expect({ code: first.code, looks: world.looks() }).toEqual({ code: 3, looks: 1 });
    expect(first.out).toContain('throttled, HTTP 429, asked to wait 3600 s');
    world.emulator.fault(null);
    const second = await world.check();
    expect({ code: second.code, looks: world.looks() }).toEqual({ code: 3, looks: 1 });
    expect(second.out).toMatch(/throttled, the partner asked to wait: 3\d{3} s are left/);
  });
});

describe('calls that cannot be counted', () => {
  it('are not made, and that is said with the file', async () => {
    const world = await openCheckWorld();
    mkdirSync(join(world.cwd, '.home', 'quota'), { recursive: true });
    writeFileSync(join(world.cwd, '.home', 'quota', 'calls.db'), 'zero');
    const { code, err } = await world.check();
    expect({ code, looks: world.looks() }).toEqual({ code: 2, looks: 0 });
    expect(err).toBe(
      'forewarn: what is kept cannot be used: the calls that were made to partners cannot be read\n at .home/quota/calls.db\n  delete its folder if nothing else helps: calls are then counted from zero again\n',
    );
  });
});
