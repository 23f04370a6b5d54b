import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type CheckWorld, NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DOWN = { kind: 'status', status: 503 } as const;
const REPORT = ['--last-report', 'last.json'];
const DAY = ['--allow-not-verified', '24h'];

/** Looks, and keeps what a check prints as JSON, as a workflow does. */
async function keepReport(world: CheckWorld, ...argv: string[]): Promise<number> {
  const { code, out } = await world.check('--format', 'json', ...argv);
  writeFileSync(join(world.cwd, 'last.json'), out);
  return code;
}

/** Makes the kept report as old as that. */
function age(world: CheckWorld, hours: number): void {
  const file = join(world.cwd, 'last.json');
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const at = new Date(Date.now() - hours * 3_600_000).toISOString();
  for (const check of report.checks)
    for (const what of Object.keys(check.lastSeen)) check.lastSeen[what] = at;
  writeFileSync(file, JSON.stringify(report));
}

describe('--allow-not-verified with the last report', () => {
  it('ends with 0, and says so, where the partner was seen not long ago', async () => {
    const world = await openCheckWorld();
    expect(await keepReport(world)).toBe(0);
    world.emulator.fault(DOWN);
    expect((await world.check()).code).toBe(3);
    age(world, 23);
    const { code, out, err } = await world.check(...DAY, ...REPORT);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('? parcel-post sandbox could not be checked');
    expect(out).toContain(
      'parcel-post sandbox could not be checked, and was last seen 1380 minutes (23 h) ago: allowed for 24h\n',
    );
  });

  it('ends with 3 where it was seen longer ago, and says what', async () => {
    const world = await openCheckWorld();
    await keepReport(world);
    world.emulator.fault(DOWN);
    age(world, 25);
    const { code, out } = await world.check(...DAY, ...REPORT);
    expect(code).toBe(3);
    expect(out).toMatch(/was last seen 1500 minutes \(1 d 1 h\) ago: longer than 24h\n/);
  });

  it('keeps in each report what the one before knew, and the verdict as it is', async () => {
    const world = await openCheckWorld();
    await keepReport(world);
    age(world, 20);
    world.emulator.fault(DOWN);
    expect(await keepReport(world, ...DAY, ...REPORT)).toBe(0);
    expect(JSON.parse(readFileSync(join(world.cwd, 'last.json'), 'utf8')).verdict).toBe('not-verified');
    expect(await keepReport(world, ...DAY, ...REPORT)).toBe(0);
    expect(await keepReport(world, '--allow-not-verified', '19h', ...REPORT)).toBe(3);
  });

  it('says it on the error output where another program reads the rest', async () => {
    const world = await openCheckWorld();
    await keepReport(world);
    world.emulator.fault(DOWN);
    const { code, err } = await world.check('--format', 'junit', ...DAY, ...REPORT);
    expect(code).toBe(0);
    expect(err).toMatch(/^parcel-post sandbox could not be checked, and was last seen .* allowed for 24h\n$/);
  });

  it('lets no change pass', async () => {
    const world = await openCheckWorld(
      (url) => `environments: { sandbox: ${url}, other: http://127.0.0.1:1 }\n`,
    );
    await keepReport(world);
    world.emulator.setVersion(NEXT);
    expect((await world.check(...DAY, ...REPORT)).code).toBe(1);
  });

  it('allows nothing that was never seen, and nothing where what is used has changed since', async () => {
    const world = await openCheckWorld();
    world.emulator.fault(DOWN);
    await keepReport(world);
    const never = await world.check(...DAY, ...REPORT);
    expect(never.code).toBe(3);
    expect(never.out).toMatch(/and when .* was last seen is not known\n/);
    world.emulator.fault(null);
    await keepReport(world);
    const file = join(world.cwd, 'contracts/parcel-post/agreement.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('[listParcels]', '[listParcels, listDepots]'));
    world.emulator.fault(DOWN);
    expect((await world.check(...DAY, ...REPORT)).code).toBe(3);
  });

  it('begins without a report, refuses what is none, and asks for where to look', async () => {
    const world = await openCheckWorld();
    const first = await world.check(...DAY, ...REPORT);
    expect(first.code).toBe(0);
    expect(first.err).toContain('last.json yet: nothing is allowed by it');
    writeFileSync(join(world.cwd, 'last.json'), '{"schema":"other"}');
    const broken = await world.check(...DAY, ...REPORT);
    expect(broken).toMatchObject({ code: 2, out: '' });
    expect(broken.err).toContain('this is not what a check prints with --format json');
    const nowhere = await world.check(...DAY);
    expect(nowhere).toMatchObject({ code: 2, out: '' });
    expect(nowhere.err).toContain('add --state DIR, or --last-report FILE');
    expect((await world.check(...REPORT)).err).toContain('--last-report goes with --allow-not-verified');
    expect((await world.check('--allow-not-verified', 'soon', ...REPORT)).code).toBe(2);
  });
});

describe('--allow-not-verified with a data folder', () => {
  it('goes by the last look before it began to be unseen', async () => {
    const world = await openCheckWorld();
    const check = (within: string) =>
      world.check('--state', '.forewarn', '--allow-not-verified', within, '--format', 'json');
    expect((await check('1h')).code).toBe(0);
    world.emulator.fault(DOWN);
    expect((await check('1h')).code).toBe(0);
    await sleep(1_500);
    const after = await check('1s');
    expect(after.code).toBe(3);
    expect(after.err).toContain('longer than 1s');
    expect((await check('1h')).code).toBe(0);
  });
});

describe('a pull request from a fork, which has no secrets', () => {
  const AUTH = 'auth: { bearer: { secret: parcel-post/token } }';
  const open = () => openCheckWorld((url) => `environments: { sandbox: { url: ${url}, ${AUTH} } }\n`);

  it('is checked without one, and without a call', async () => {
    const world = await open();
    const { code, err } = await runCli(['check', '--offline'], { cwd: world.cwd });
    expect({ code, err, requests: world.emulator.requests() }).toEqual({ code: 0, err: '', requests: 0 });
  });

  it('is told in one line which secret is missing where it is live, which is no change', async () => {
    const world = await open();
    const { code, out } = await world.check();
    expect(code).toBe(3);
    const lines = out.split('\n').filter((line) => line.includes('FOREWARN_SECRET_PARCEL_POST_TOKEN'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('(credentials, ');
    expect(world.looks()).toBe(0);
  });

  it('passes where the partner was seen with one not long ago', async () => {
    const world = await open();
    const seen = await runCli(['check', '--allow-private', '--format', 'json'], {
      cwd: world.cwd,
      env: { FOREWARN_SECRET_PARCEL_POST_TOKEN: 'token' },
    });
    expect(seen.code).toBe(0);
    writeFileSync(join(world.cwd, 'last.json'), seen.out);
    expect((await world.check(...DAY, ...REPORT)).code).toBe(0);
  });
});
