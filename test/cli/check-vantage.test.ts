import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readMail } from '../e2e/mail.ts';
import { AGREED, NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

async function openPlaces(more: string) {
  const world = await openCheckWorld(
    `${more}max-age: 1h\ncontacts: { ours: [{ email: payments@shop.example }] }\n`,
  );
  const look = (vantage: string, time: string, ...argv: string[]) => {
    vi.setSystemTime(new Date(`2026-11-20T${time}:00.000Z`));
    return world.check('--state', 'data', '--vantage', vantage, ...argv);
  };
  const mail = () => readMail(join(world.cwd, 'data', 'mailbox', 'ours'));
  return { world, look, mail };
}

it('two places that share a history confirm what both see, without waiting for further looks', async () => {
  const { world, look, mail } = await openPlaces('policy: { confirm: 5 }\n');
  await look('office', '09:00');
  world.emulator.setVersion(AGREED, {}, NEXT);

  const first = await look('office', '09:10');
  const again = await look('office', '09:15');
  expect([first.code, again.code]).toEqual([0, 0]);
  expect(await mail()).toEqual([]);
  const second = await look('cloud', '09:16', '--format', 'json');

  expect(second.code).toBe(1);
  const { checks, findings } = JSON.parse(second.out);
  expect(checks).toMatchObject([{ vantage: 'cloud', seenFrom: { vantage: 'office' } }]);
  expect(findings[0]).toMatchObject({ state: 'confirmed', change: 'PARCEL-POST-1' });
  expect(await mail()).toHaveLength(1);
});

it('an outage that one place alone sees is said so, told for that place, and moves nothing else', async () => {
  const { world, look, mail } = await openPlaces('');
  await look('cloud', '09:00');
  const outage = async (time: string) => {
    world.emulator.fault({ kind: 'reset', at: 'operations' });
    const done = await look('office', time);
    world.emulator.fault(null);
    return done;
  };

  const first = await outage('09:10');
  await look('cloud', '09:50');
  await outage('10:20');

  expect(first.code, 'this look saw nothing').toBe(3);
  expect(first.out).toContain('from office · cloud could see it at 2026-11-20 09:00 UTC');
  const [told, ...more] = await mail();
  expect(more).toEqual([]);
  expect(told).toContain('Subject: parcel-post sandbox from office: could not be checked');
  expect(told?.replaceAll(/\s+/g, ' ')).toContain('longer than agreed, while another place sees it.');
  const status = await runCli(['status', '--state', 'data'], { cwd: world.cwd });
  expect(status.out).toMatch(/^✓ parcel-post {2}as agreed|^✓ parcel-post {2}agrees/m);
  const history = await runCli(['history', 'parcel-post', '--state', 'data'], { cwd: world.cwd });
  expect(history.out).toContain('sandbox from office: could not check since');
  expect((await runCli(['history', 'verify', '--state', 'data'], { cwd: world.cwd })).code).toBe(0);

  await look('office', '10:30');
  expect((await mail()).filter((text) => text.includes('from office: can be checked again'))).toHaveLength(1);
});

it('a place needs a name, and a history that is shared', async () => {
  const { world } = await openPlaces('');
  const alone = await world.check('--vantage', 'office');
  expect(alone.code).toBe(2);
  expect(alone.err).toContain('--state DIR');
  expect((await world.check('--vantage', 'The Office', '--state', 'data')).code).toBe(2);
});
