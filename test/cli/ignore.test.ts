import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEXT, openCheckWorld } from './check-world.ts';
import { runCli } from './run-cli.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const FILE = 'contracts/parcel-post/agreement.yaml';

/** A world whose partner answers otherwise than agreed, looked at until that is confirmed. */
async function changedWorld() {
  const world = await openCheckWorld('policy: { confirm: 1 } # ours\n');
  world.emulator.setVersion(NEXT);
  const seen = await world.check('--state', '.forewarn', '--format', 'json');
  const report = JSON.parse(seen.out) as {
    findings: { change?: string; fingerprint: string; effect: string }[];
  };
  const [breaking] = report.findings.filter(({ change }) => change !== undefined);
  if (!breaking?.change) throw new Error('nothing was confirmed');
  const read = () => readFileSync(join(world.cwd, FILE), 'utf8');
  const ignore = (...argv: string[]) => runCli(['ignore', ...argv], { cwd: world.cwd });
  return { world, code: seen.code, ref: breaking.change, fingerprint: breaking.fingerprint, read, ignore };
}

describe('ignore', () => {
  it('lets a change not fail until its day, by a line that says why', async () => {
    const { world, code, ref, read, ignore } = await changedWorld();
    expect(code).toBe(1);
    const before = read();
    const argv = [ref.toLowerCase(), '--until', inDays(20), '--why', 'shim deployed', '--by', 'Ana'];
    const entry = `{ ref: ${ref}, until: ${inDays(20)}, why: shim deployed, by: Ana }`;

    const dry = await ignore(...argv, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`- ${entry}`) });
    expect(read()).toBe(before);
    expect((await ignore(...argv)).out).toContain(`${FILE}:`);
    expect(read()).toBe(before.replace('{ confirm: 1 } #', `{ confirm: 1, ignore: [${entry}] } #`));
    expect((await ignore(...argv)).out).toBe(`${FILE} says so already.\n`);

    const after = await world.check('--state', '.forewarn', '--fail-on-open');
    expect(after).toMatchObject({ code: 0, out: expect.stringContaining('ignored') });
    writeFileSync(join(world.cwd, FILE), read().replace(inDays(20), inDays(-1)));
    expect((await world.check('--state', '.forewarn', '--fail-on-open')).code).toBe(1);
  });

  it('takes a fingerprint, with its partner, where there is no history', async () => {
    const { world, fingerprint, read, ignore } = await changedWorld();
    const argv = [fingerprint, '--until', inDays(5), '--why', 'not read'];
    expect(await ignore(...argv)).toMatchObject({ code: 2, err: expect.stringContaining('--partner') });
    expect((await ignore(...argv, '--partner', 'parcel-post')).code).toBe(0);
    expect(read()).toMatch(new RegExp(`fingerprint: "?${fingerprint}"?,`));
    expect((await world.check()).out).toContain('ignored');
  });

  it.each<[string, string[], string]>([
    ['a day that has passed', ['--until', '2020-01-01', '--why', 'x'], 'has passed'],
    ['what is no day', ['--until', 'soon', '--why', 'x'], 'YYYY-MM-DD'],
    ['no reason', ['--until', inDays(1), '--why', ' '], '--why'],
  ])('refuses %s', async (_, options, said) => {
    const { cwd } = await openCheckWorld();
    const result = await runCli(['ignore', 'PARCEL-POST-1', ...options], { cwd });
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  });

  it('names the nearest reference, and refuses what would hide the list that all share', async () => {
    const { world, ref, ignore } = await changedWorld();
    const options = ['--until', inDays(5), '--why', 'x'];
    const other = await ignore(`${ref}7`, ...options);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining(ref) });
    writeFileSync(
      join(world.cwd, 'contracts', 'forewarn.yaml'),
      'policy: { ignore: [{ rule: endpoint-added, why: never }] }\n',
    );
    const hidden = await ignore(ref, ...options);
    expect(hidden).toMatchObject({ code: 2, err: expect.stringContaining('all agreements share') });
  });
});
