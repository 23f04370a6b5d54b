import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  await world.look('production');
  world.emulator('sandbox').setVersion(await nextVersion(world));
  await world.look('sandbox');
}, 60_000);
afterAll(() => world.close());

const told = async (side: 'ours' | 'theirs') =>
  Object.values((await world.state()).notices)
    .filter((one) => one.due.side === side && one.sentAt !== null)
    .sort((a, b) => ((a.sentAt as string) < (b.sentAt as string) ? -1 : 1))
    .map((one) => one.due.step);

it('tells together what arrives together, once', async () => {
  const { changes, drifts } = await world.state();
  expect(Object.keys(changes)).toEqual(['ACME-PAY-1']);
  expect(Object.keys(drifts).length).toBeGreaterThan(3);
  await world.look('sandbox');
  await world.look('sandbox');
  expect(await told('ours')).toEqual(['announce']);
  await world.release('ACME-PAY-1');
  expect(await told('theirs')).toEqual(['announce', 'announce']);
});

it('keeps one change when production follows', async () => {
  world.emulator('production').setVersion(await nextVersion(world));
  await world.look('production');
  expect(Object.keys((await world.state()).changes)).toEqual(['ACME-PAY-1']);
  expect(await told('ours')).toEqual(['announce', 'shipped']);
});

it('takes back what goes away from everyone who was told, with an id of its own each', async () => {
  const old = world.open(world.baseline());
  world.emulator('sandbox').setVersion(old);
  world.emulator('production').setVersion(old);
  await world.look('sandbox');
  await world.look('production');
  const state = await world.state();
  expect(state.changes['ACME-PAY-1']?.how).toBe('resolved');
  await world.release('ACME-PAY-1');
  expect(await told('ours')).toEqual(['announce', 'shipped', 'resolved']);
  expect((await told('theirs')).filter((step) => step === 'resolved')).toHaveLength(2);
  const ids = Object.keys((await world.state()).notices);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await world.mail('ours')).length).toBe(3);
});
