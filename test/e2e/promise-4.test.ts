import { afterEach, expect, it } from 'vitest';
import { exitOf } from './exit-code.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const SUNSET = { 'GET /v1/charges/{}': { Sunset: 'Tue, 01 Jun 2027 00:00:00 GMT' } };
const SOON = { 'GET /v1/charges/{}': { Sunset: 'Tue, 10 Nov 2026 00:00:00 GMT' } };

it('says when it will hurt, how that is known, and that there is time', async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(world.open(world.baseline()), SUNSET);

  const outcome = await world.look('sandbox');

  const { look, decision } = outcome;
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
  expect(exitOf(outcome)).toBe(0);
  const mail = await words();
  expect(mail).toContain('It takes effect on 2027-06-01 (in 209 days), known by a Sunset header');
  expect(mail).toContain('Our own migration takes 14 days outside our change freeze.');
  expect(mail).toContain('It has to begin by 2027-05-18.');
  expect(mail).not.toContain('The days left do not cover it.');
});

it('is late where our own migration time does not fit any more', async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(world.open(world.baseline()), SOON);

  const outcome = await world.look('sandbox');

  expect(outcome.look.coming[0]).toMatchObject({ on: '2026-11-10', daysLeft: 6, late: true });
  expect(exitOf(outcome)).toBe(1);
  expect(await words()).toContain('The days left do not cover it.');
});

it('counts no day on which we cannot ship', async () => {
  const announced = { what: 'getCharge', change: 'removed', on: '2027-01-10', heard: 'mail 2026-11-02' };
  world = await openWorld('acme-pay', (agreement) => ({ ...agreement, announced: [announced] }));
  const dated = { on: '2027-01-10', known: 'agreement' };

  const early = await world.look('sandbox');
  expect(early.look.coming).toMatchObject([{ ...dated, daysLeft: 68, late: false }]);
  expect(exitOf(early)).toBe(0);

  world.calendar.moveTo(Date.parse('2026-12-17'));
  const late = await world.look('sandbox');
  expect(late.look.coming).toMatchObject([{ ...dated, daysLeft: 23, late: true }]);
  expect(exitOf(late)).toBe(1);
});

it('says that no date is known where their document alone tells of it', async () => {
  world = await openWorld('acme-pay');
  await world.look('production');
  const answers = world.open(world.baseline());
  world.emulator('production').setVersion(await nextVersion(world), {}, answers);

  const { look } = await world.look('production');

  expect(look.coming.length).toBeGreaterThan(0);
  for (const one of look.coming) {
    expect(one).toMatchObject({ on: null, known: 'document', daysLeft: null, late: false });
  }
  expect(await words()).toContain('No date is known: ask for one.');
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

/** The first mail to our side, as one line. */
async function words(): Promise<string> {
  const [mail = ''] = await world.mail('ours');
  return mail.replace(/\s+/g, ' ');
}
