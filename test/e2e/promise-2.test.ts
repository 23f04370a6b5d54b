import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkExit } from '../../src/core/drift/exit.ts';
import type { Fault } from '../../src/local/emulator/types.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.emulator('sandbox').fault(null));

const OUTAGES: [string, Fault, string[]][] = [
  ['a server error', { kind: 'status', status: 503 }, ['server-error', 'credentials', 'document-unreadable']],
  [
    'errors of operations only',
    { kind: 'status', status: 500, at: 'operations' },
    ['server-error', 'state-missing'],
  ],
  ['a reset connection', { kind: 'reset' }, ['reset']],
  ['a page in place of an answer', { kind: 'html', at: 'operations' }, ['blocked', 'state-missing']],
  [
    'credentials refused everywhere',
    { kind: 'status', status: 401, at: 'operations' },
    ['credentials', 'state-missing'],
  ],
];

describe('an outage is never reported as drift', () => {
  it.each(OUTAGES)('%s', async (_name, fault, classes) => {
    const before = await world.state();
    world.emulator('sandbox').fault(fault);

    const { look, decision } = await world.look('sandbox');

    expect(decision.verdict).toBe('not-verified');
    expect(decision.findings.filter((one) => one.effect !== 'none')).toEqual([]);
    expect(look.notVerified.length).toBeGreaterThan(0);
    for (const one of look.notVerified) {
      expect(classes).toContain(one.class);
      expect(one.next).not.toBe('');
    }
    expect((await world.state()).drifts).toEqual(before.drifts);
    const exit = {
      findings: decision.findings,
      coming: look.coming,
      failOn: 'may-break',
      onlyNew: false,
    } as const;
    expect(checkExit({ ...exit, verdicts: [decision.verdict] })).toBe(3);
  });

  it('neither ends nor doubles what was known before', async () => {
    world.emulator('sandbox').setVersion(await nextVersion(world));
    await world.look('sandbox');
    const before = await world.state();
    expect(Object.keys(before.drifts).length).toBeGreaterThan(0);
    world.emulator('sandbox').fault({ kind: 'status', status: 502 });

    await world.look('sandbox');

    const after = await world.state();
    expect(after.drifts).toEqual(before.drifts);
    expect(Object.keys(after.changes)).toEqual(Object.keys(before.changes));
  });

  it('tells blindness that lasts once, to our side, and when sight returns', async () => {
    const steps = async () =>
      Object.values((await world.state()).notices)
        .filter((one) => one.due.change === null)
        .map(({ due }) => `${due.side} ${due.step}`);
    const before = await steps();
    world.emulator('sandbox').fault({ kind: 'status', status: 503 });
    for (let day = 0; day < 6; day++) await world.look('sandbox');
    expect((await steps()).slice(before.length)).toEqual(['ours blind']);
    world.emulator('sandbox').fault(null);
    await world.look('sandbox');
    expect((await steps()).slice(before.length)).toEqual(['ours blind', 'ours sight']);
  });
});
