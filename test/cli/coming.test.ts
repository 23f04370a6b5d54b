import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AGREED, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The document that was agreed, with more in its `GET /parcels`. */
function markBaseline(cwd: string, marks: Record<string, unknown>): void {
  const file = join(cwd, 'openapi', 'parcel-post.json');
  const document = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(document.paths['/parcels'].get, marks);
  writeFileSync(file, JSON.stringify(document));
}

describe('coming', () => {
  it('tells without a call what the agreement and the agreed document say, as one record', async () => {
    const [near, far] = [inDays(60), inDays(90)];
    const world = await openCheckWorld(
      `migration-days: 14\nnotice-days: { breaking: 90 }\nannounced: [{ what: listParcels, change: removed, on: ${far}, heard: mail ${inDays(-5)} }]\n`,
    );
    markBaseline(world.cwd, { deprecated: true, 'x-sunset': near });

    const { code, out, err } = await runCli(['coming'], { cwd: world.cwd });

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      `  ${near} (in 60 days)  parcel-post: List parcels: removed · known by what was agreed\n` +
        `    90 days agreed, 60 given · what we were told differs: ${near}, ${far} · also told to us ${far} (mail ${inDays(-5)})\n`,
    );
    expect(world.looks()).toBe(0);
  });

  it('is what check --offline reports, which passes in time and fails where it is late', async () => {
    const world = await openCheckWorld('migration-days: 14\n');
    markBaseline(world.cwd, { 'x-removal-date': inDays(60) });

    const early = await world.check('--offline', '--format', 'json');

    const [one, ...others] = JSON.parse(early.out).coming;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      partner: 'parcel-post',
      subject: 'GET /parcels operation',
      on: inDays(60),
      known: 'baseline',
      daysLeft: 60,
      late: false,
      notice: { agreed: null, given: 60, short: false },
    });
    expect(early.code).toBe(0);
    const listed = await runCli(['coming', '--format', 'json'], { cwd: world.cwd });
    expect(JSON.parse(listed.out)).toMatchObject({ schema: 'forewarn.coming/1', coming: [one] });

    markBaseline(world.cwd, { 'x-removal-date': inDays(5) });
    const late = await world.check('--offline');
    expect(late.code).toBe(1);
    expect(late.out).toContain(`LATE ${inDays(5)} (in 5 days)`);
  });

  it('keeps in the history when a date was first known and what it was before', async () => {
    const world = await openCheckWorld('notice-days: { breaking: 90 }\n');
    const sunset = (days: number) => ({
      'GET /parcels': { Sunset: new Date(Date.now() + days * DAY).toUTCString() },
    });
    world.emulator.setVersion(AGREED, sunset(200));
    await world.check('--state', 'data');
    world.emulator.setVersion(AGREED, sunset(3));
    await world.check('--state', 'data');
    await world.emulator.close();

    const { out } = await runCli(['coming', '--state', 'data', '--format', 'json'], { cwd: world.cwd });

    const { coming } = JSON.parse(out);
    expect(coming).toHaveLength(1);
    expect(coming[0]).toMatchObject({
      change: 'PARCEL-POST-1',
      on: inDays(3),
      known: 'sunset header',
      daysLeft: 3,
      notice: { agreed: 90, given: 3, short: true },
      moved: [
        { on: inDays(200), since: inDays(0) },
        { on: inDays(3), since: inDays(0) },
      ],
    });
    const human = await runCli(['coming', 'parcel-post', '--state', 'data'], { cwd: world.cwd });
    expect(human.out).toContain(`was ${inDays(200)}, since ${inDays(0)} is ${inDays(3)}`);
    expect(human.out).toContain('90 days agreed, 3 given');
    const history = await runCli(['history', '--state', 'data'], { cwd: world.cwd });
    expect(history.out).toContain(`coming on ${inDays(3)} (sunset header): GET /parcels operation`);
  });

  it('says that nothing is known, and which partner is meant', async () => {
    const world = await openCheckWorld();
    const nothing = await runCli(['coming'], { cwd: world.cwd });
    expect(nothing).toMatchObject({ code: 0, out: 'Nothing is known to be coming.\n' });
    const wrong = await runCli(['coming', 'parcel-pots'], { cwd: world.cwd });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('did you mean parcel-post?');
    const gone = await runCli(['coming', '--state', 'nowhere'], { cwd: world.cwd });
    expect(gone.code).toBe(2);
  });
});
