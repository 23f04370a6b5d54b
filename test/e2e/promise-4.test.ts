import { afterEach, expect, it } from 'vitest';
import { checkExit } from '../../src/core/drift/exit.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const SUNSET = { 'GET /v1/charges/{}': { Sunset: 'Tue, 01 Jun 2027 00:00:00 GMT' } };
const SOON = { 'GET /v1/charges/{}': { Sunset: 'Tue, 10 Nov 2026 00:00:00 GMT' } };

it('says when it will hurt, how that is known, and that there is time', async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(world.open(world.baseline()), SUNSET);

  const { look, decision } = await world.look('sandbox');

  expect(look.coming).toHaveLength(1);
  expect(look.coming[0]).toMatchObject({
    operation: 'GET /v1/charges/{id}',
    on: '2027-06-01',
    known: 'sunset header',
    daysLeft: 209,
    late: false,
  });
  expect(decision.verdict).toBe('changing');
  expect(decision.sources.headers).toBe('changing');
  expect(exitOf(decision, look)).toBe(0);
  const [mail = ''] = await world.mail('ours');
  expect(mail).toContain('2027-06-01');
});

it('is late where our own migration time does not fit any more', async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(world.open(world.baseline()), SOON);

  const { look, decision } = await world.look('sandbox');

  expect(look.coming[0]).toMatchObject({ on: '2026-11-10', daysLeft: 6, late: true });
  expect(exitOf(decision, look)).toBe(1);
});

it('says nothing of a sunset of what we do not use', async () => {
  world = await openWorld('acme-pay');
  world.emulator('sandbox').setVersion(world.open(world.baseline()), {
    'GET /v1/payouts': { Sunset: 'Tue, 10 Nov 2026 00:00:00 GMT' },
  });

  const { look, decision } = await world.look('sandbox');

  expect(look.coming).toEqual([]);
  expect(decision.verdict).toBe('agrees');
});

function exitOf(
  decision: Awaited<ReturnType<World['look']>>['decision'],
  look: Awaited<ReturnType<World['look']>>['look'],
): number {
  const { findings, verdict } = decision;
  return checkExit({
    verdicts: [verdict],
    findings,
    coming: look.coming,
    failOn: 'may-break',
    onlyNew: false,
  });
}
