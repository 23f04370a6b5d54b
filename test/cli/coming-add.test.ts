import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const FILE = 'contracts/parcel-post/agreement.yaml';

describe('coming add', () => {
  it('writes what was told into the agreement, shows where, and it is coming', async () => {
    const world = await openCheckWorld('migration-days: 14 # ours\n');
    const read = () => readFileSync(join(world.cwd, FILE), 'utf8');
    const before = read();
    const argv = [
      'coming',
      'add',
      'parcel-post',
      '--what',
      'listParcels',
      '--change',
      'removed',
      '--on',
      inDays(90),
    ];
    const add = (...more: string[]) => runCli([...argv, ...more], { cwd: world.cwd });

    const dry = await add('--dry-run');
    expect(read()).toBe(before);
    const done = await add('--heard', 'mail 2026-11-02');

    const entry = `- { what: listParcels, change: removed, on: ${inDays(90)}, heard: mail 2026-11-02 }`;
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(done).toMatchObject({ code: 0, err: '' });
    const line =
      read()
        .split('\n')
        .findIndex((one) => one.includes(entry)) + 1;
    expect(done.out).toBe(`${FILE}:${line}\n  ${entry}\nWritten.\n`);
    expect(read()).toBe(`${before}announced:\n  ${entry}\n`);
    const listed = await runCli(['coming', 'parcel-post'], { cwd: world.cwd });
    expect(listed.out).toContain(`${inDays(90)} (in 90 days)`);
    expect((await add('--heard', 'mail 2026-11-02')).out).toBe(`${FILE} says so already.\n`);
    expect(read().match(/listParcels, change/g)).toHaveLength(1);
  });

  it.each([
    [['--what', 'listParcel', '--change', 'removed'], 'did you mean "listParcels"?'],
    [['--what', 'GET /parcels', '--change', 'remvoed'], 'did you mean removed?'],
    [['--what', 'GET /parcels', '--change', 'removed', '--on', '01/06/2027'], 'YYYY-MM-DD'],
    [['--what', 'GET /parcels', '--change', 'removed', '--on', '2027-02-30'], 'YYYY-MM-DD'],
    [['--what', 'GET /parcels', '--change', 'removed', '--on', '2020-02-01'], 'has passed'],
  ])('refuses %s', async (argv, said) => {
    const world = await openCheckWorld();
    const { code, err } = await runCli(['coming', 'add', 'parcel-post', ...argv], { cwd: world.cwd });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it('names the line where the agreement itself is wrong', async () => {
    const world = await openCheckWorld('announced: [{ what: listParcels, chnage: removed }]\n');
    const argv = ['--what', 'GET /parcels', '--change', 'removed'];
    const { code, err } = await runCli(['coming', 'add', 'parcel-post', ...argv], { cwd: world.cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/agreement\.yaml:\d+.*chnage/);
    expect(err).toContain('change');
  });

  it('says where nothing that we use is told of', async () => {
    const world = await openCheckWorld();
    const argv = ['--what', 'GET /depots', '--change', 'deprecated'];
    const { out } = await runCli(['coming', 'add', 'parcel-post', ...argv], { cwd: world.cwd });
    expect(out).toContain('We do not use it');
  });
});
