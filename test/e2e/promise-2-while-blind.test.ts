import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { nextVersion, openWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeEach(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
}, 60_000);
afterEach(() => world.close());

describe('while it cannot be seen', () => {
  it('neither ends nor changes nor doubles what was known before', async () => {
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
    const before = await world.state();
    expect(livesOf(before).length).toBeGreaterThan(3);

    for (const at of [undefined, 'operations', 'document', 'document'] as const) {
      world.emulator('sandbox').fault({ kind: 'status', status: 502, ...(at && { at }) });
      await world.look('sandbox');
      const after = await world.state();
      expect(livesOf(after)).toEqual(livesOf(before));
      expect(after.changes).toEqual(before.changes);
    }
    // Of what was known before, the calendar goes on: who has not answered is asked once more.
    const told = Object.values((await world.state()).notices).filter(
      ({ due }) => due.change !== null && due.step !== 'escalated',
    );
    expect(told).toEqual(Object.values(before.notices));
  });

  it('tells blindness that lasts once, to our side, and when sight returns', async () => {
    const steps = async () =>
      Object.values((await world.state()).notices)
        .toSorted((one, other) => (one.at < other.at ? -1 : 1))
        .map(({ due }) => `${due.side} ${due.step}`);
    world.emulator('sandbox').fault({ kind: 'status', status: 503 });
    for (let day = 1; day <= 6; day++) await world.look('sandbox');
    expect(await steps()).toEqual(['ours blind']);
    const [mail = ''] = await world.mail('ours');
    expect(mail.replace(/\s+/g, ' ')).toContain('This says nothing about a change.');
    world.emulator('sandbox').fault(null);
    await world.look('sandbox');
    expect(await steps()).toEqual(['ours blind', 'ours sight']);
  });
});

/** Each drift with where its life stands. */
function livesOf({ drifts }: PartnerState): string[] {
  return Object.values(drifts).flatMap(({ driftKey, environments }) =>
    Object.entries(environments).map(
      ([name, { state, facts }]) => `${driftKey} ${name} ${state} ${facts.cell} ${facts.effect}`,
    ),
  );
}
