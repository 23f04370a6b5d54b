import { afterEach, expect, it } from 'vitest';
import { exitOf } from './exit-code.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

it('tells from a sandbox that is ahead what is coming to production, and does not fail for it', async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  await world.look('production');
  const next = await nextVersion(world);
  world.emulator('sandbox').setVersion(next);
  const ahead = await world.look('sandbox');
  const confirmed = ahead.decision.findings.filter((one) => one.state === 'confirmed' && one.inForce);
  expect(confirmed.length).toBeGreaterThan(0);

  const behind = await world.look('production');

  const seen = behind.look.coming.filter((one) => one.sources?.some(({ known }) => known === 'sandbox'));
  expect(seen.length).toBeGreaterThan(0);
  for (const one of seen) {
    expect(one).toMatchObject({ environment: 'production', on: null, late: false, estimate: null });
    expect(one.change).toMatch(/^ACME-PAY-\d+$/);
  }
  expect(behind.decision.verdict).toBe('changing');
  expect(exitOf(behind)).toBe(0);
});

it('tells what a date was before, and the notice given against the notice agreed', async () => {
  world = await openWorld('acme-pay', (agreement) => ({
    ...agreement,
    noticeDays: { breaking: 90, warning: 30 },
  }));
  await world.look('sandbox');
  const sunset = (at: string) =>
    world
      .emulator('sandbox')
      .setVersion(world.open(world.baseline()), { 'GET /v1/charges/{}': { Sunset: at } });
  sunset('Tue, 01 Jun 2027 00:00:00 GMT');
  await world.look('sandbox');
  sunset('Sun, 08 Nov 2026 23:59:59 GMT');

  const { look } = await world.look('sandbox');

  expect(look.coming).toHaveLength(1);
  expect(look.coming[0]).toMatchObject({
    on: '2026-11-08',
    daysLeft: 3,
    notice: { agreed: 90, given: 3, short: true },
    moved: [
      { on: '2027-06-01', since: '2026-11-04' },
      { on: '2026-11-08', since: '2026-11-05' },
    ],
  });
  const again = await world.look('sandbox');
  expect(again.look.coming[0]).toMatchObject({ daysLeft: 2, notice: { given: 3 }, since: '2026-11-05' });
  const { looks } = await world.state();
  await world.look('sandbox');
  const state = await world.state();
  // A look that changes nothing is no entry; the calendar may make a reminder due.
  expect(state.looks).toEqual(looks);
  expect(state.environments.sandbox?.coming).toMatchObject({
    'GET /v1/charges/{} operation': { on: '2026-11-08', known: 'sunset header' },
  });
});
