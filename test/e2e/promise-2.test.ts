import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FailureClass } from '../../src/core/exchange/types.ts';
import type { Fault } from '../../src/local/emulator/types.ts';
import { exitOf } from './exit-code.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.emulator('sandbox').fault(null));

const OUTAGES: [string, Fault, FailureClass[]][] = [
  ['a server error', { kind: 'status', status: 503 }, ['server-error', 'document-unreadable']],
  ['errors of operations only', { kind: 'status', status: 500, at: 'operations' }, ['server-error']],
  [
    'errors of one operation while others answer',
    { kind: 'status', status: 500, below: '/v1/charges/ch_' },
    ['server-error'],
  ],
  ['a reset connection', { kind: 'reset' }, ['reset']],
  ['a page in place of an answer', { kind: 'html', at: 'operations' }, ['blocked']],
  ['credentials refused everywhere', { kind: 'status', status: 401, at: 'operations' }, ['credentials']],
  ['access refused everywhere', { kind: 'status', status: 403, at: 'operations' }, ['permission']],
  ['a document that cannot be read', { kind: 'html', at: 'document' }, ['document-unreadable']],
  // The last: for an hour no call is made.
  [
    'a quota that is used up',
    { kind: 'status', status: 429, headers: { 'retry-after': '3600' }, at: 'operations' },
    ['throttled'],
  ],
];

describe('an outage is never reported as drift', () => {
  it.each(OUTAGES)('%s', async (_name, fault, classes) => {
    const before = await world.state();
    world.emulator('sandbox').fault(fault);

    const outcome = await world.look('sandbox');

    const { look, decision } = outcome;
    expect(decision.verdict).toBe('not-verified');
    expect(decision.findings.filter((one) => one.effect !== 'none')).toEqual([]);
    expect(new Set(look.notVerified.map((one) => one.class))).toEqual(new Set(classes));
    expect(look.notVerified.every((one) => one.next !== '')).toBe(true);
    expect((await world.state()).drifts).toEqual(before.drifts);
    expect(exitOf(outcome)).toBe(3);
  });
});
