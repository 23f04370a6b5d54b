import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { openStore } from '../../src/local/open-store.ts';
import { runCli, temporaryFolder } from './run-cli.ts';
import { seedStore } from './seeded-store.ts';

/** A folder with the sample agreements and a data folder of two entries. */
async function seeded(): Promise<string> {
  const cwd = temporaryFolder();
  for (const name of ['contracts', 'openapi']) cpSync(name, join(cwd, name), { recursive: true });
  await seedStore(join(cwd, '.forewarn'));
  return cwd;
}

describe('status', () => {
  it('says how each environment stands, what is open and what waits', async () => {
    const cwd = await seeded();
    const { code, out, err } = await runCli(['status'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        '✗ acme-pay  differs from what was agreed; no look on record; no date ahead; waits for us (ACME-PAY-1 to release)',
        '',
        '✗ acme-pay sandbox  differs from what was agreed, since 2026-11-21 08:00',
        '    open: ACME-PAY-1',
        '    waits for your release: forewarn release ACME-PAY-1',
        '',
      ].join('\n'),
    );
  });

  it('is JSON where asked', async () => {
    const { out } = await runCli(['status', '--format', 'json'], { cwd: await seeded() });
    expect(JSON.parse(out)).toMatchObject({
      schema: 'forewarn.status/1',
      partners: [{ partner: 'acme-pay', open: ['ACME-PAY-1'], waiting: ['ACME-PAY-1'] }],
    });
  });

  it('refuses a format that it does not have', async () => {
    const { code, err } = await runCli(['status', '--format', 'yaml'], { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err).toBe('forewarn: --format cannot be "yaml"\n  it is one of: human, json\n');
  });
});

describe('release', () => {
  it('lets the notice leave once, in the name of a person, at the time of the ledger', async () => {
    const cwd = await seeded();
    const first = await runCli(['release', 'acme-pay-1', '--by', 'Ana'], { cwd });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('ACME-PAY-1: 1 notice may leave');
    const second = await runCli(['release', 'ACME-PAY-1'], { cwd });
    expect(second).toMatchObject({ code: 0, out: 'Nothing of ACME-PAY-1 waits for a release.\n' });
    const { entries } = JSON.parse((await runCli(['history', '--format', 'json'], { cwd })).out);
    expect(entries).toHaveLength(3);
    expect(entries[2]).toMatchObject({ at: '2026-11-21T08:00:00.000Z', by: { kind: 'person', id: 'Ana' } });
  });

  it('says what waits where the reference is wrong', async () => {
    const { code, err } = await runCli(['release', 'ACME-PAI-1'], { cwd: await seeded() });
    expect(code).toBe(2);
    expect(err).toBe('forewarn: there is no change "ACME-PAI-1"\n  did you mean ACME-PAY-1?\n');
  });
});

describe('release --hold and --drop', () => {
  const entriesIn = async (cwd: string) =>
    JSON.parse((await runCli(['history', '--format', 'json'], { cwd })).out).entries;

  it('keeps what waits back until a day, with the reason, and lets it be released before', async () => {
    const cwd = await seeded();
    const hold = ['release', 'acme-pay-1', '--hold', '2026-12-24', '--why', 'they are away', '--by', 'Ana'];
    const held = await runCli(hold, { cwd });
    expect(held).toMatchObject({ code: 0, err: '' });
    expect(held.out).toBe(
      'ACME-PAY-1: 1 notice held until 2026-12-24: they are away\nIt can be released before.\n',
    );
    const entries = await entriesIn(cwd);
    expect(entries).toHaveLength(3);
    expect(entries[2]).toMatchObject({ by: { kind: 'person', id: 'Ana' } });
    expect(JSON.stringify(entries[2])).toContain('kept-back');

    const again = await runCli(hold, { cwd });
    expect(again.out).toBe('ACME-PAY-1 is held until 2026-12-24 already: they are away\n');
    expect(await entriesIn(cwd)).toHaveLength(3);
    const released = await runCli(['release', 'ACME-PAY-1'], { cwd });
    expect(released.out).toContain('ACME-PAY-1: 1 notice may leave');
    const late = await runCli(hold, { cwd });
    expect(late).toMatchObject({ code: 0, out: 'Nothing of ACME-PAY-1 waits for a release.\n' });
    expect((await runCli(['history', 'verify'], { cwd })).code).toBe(0);
  });

  it('drops what waits for good', async () => {
    const cwd = await seeded();
    const dropped = await runCli(['release', 'ACME-PAY-1', '--drop', 'told by telephone', '--by', 'Ana'], {
      cwd,
    });
    expect(dropped).toMatchObject({
      code: 0,
      err: '',
      out: 'ACME-PAY-1: 1 notice dropped, and never sent: told by telephone\n',
    });
    expect((await runCli(['release', 'ACME-PAY-1'], { cwd })).out).toContain('Nothing of ACME-PAY-1 waits');
    expect((await runCli(['status'], { cwd })).out).not.toContain('waits for your release');
    expect(JSON.stringify((await entriesIn(cwd)).at(-1))).toContain('told by telephone');
    expect((await runCli(['history', 'verify'], { cwd })).code).toBe(0);
  });

  it.each([
    ['no reason', ['--hold', '2026-12-24'], '--hold needs a reason'],
    ['no day', ['--why', 'away'], '--why goes with --hold'],
    [
      'both',
      ['--hold', '2026-12-24', '--why', 'away', '--drop', 'gone'],
      '--hold and --drop exclude each other',
    ],
    ['two reasons', ['--drop', 'gone', '--why', 'away'], '--why goes with --hold'],
    ['a day that has passed', ['--hold', '2026-11-20', '--why', 'away'], 'the day must lie ahead'],
    ['a day that is none', ['--hold', 'monday', '--why', 'away'], 'the day must lie ahead'],
    ['an empty reason', ['--drop', ' '], 'the reason is 1 to 200 characters without an address'],
    [
      'an address',
      ['--drop', 'ask ana@shop.example'],
      'the reason is 1 to 200 characters without an address',
    ],
  ])('refuses %s, and writes nothing', async (_, options, message) => {
    const cwd = await seeded();
    const { code, err } = await runCli(['release', 'ACME-PAY-1', ...options], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(await entriesIn(cwd)).toHaveLength(2);
  });

  it('names the nearest reference', async () => {
    const { code, err } = await runCli(['release', 'ACME-PAY-12', '--drop', 'gone'], { cwd: await seeded() });
    expect(code).toBe(2);
    expect(err).toBe('forewarn: there is no change "ACME-PAY-12"\n  did you mean ACME-PAY-1?\n');
  });
});

describe('answer', () => {
  it('writes down what is said to a change, and its text apart from the ledger', async () => {
    const cwd = await seeded();
    const argv = [
      'answer',
      'acme-pay-1',
      '--plan',
      '2027-03-01',
      '--side',
      'theirs',
      '--text',
      'with release 9',
    ];
    const { code, out, err } = await runCli([...argv, '--by', 'Ana'], { cwd });
    expect({ code, out, err }).toEqual({ code: 0, err: '', out: 'ACME-PAY-1: planned for 2027-03-01.\n' });
    const { out: history } = await runCli(['history'], { cwd });
    expect(history).toContain('ACME-PAY-1 answered: planned for 2027-03-01, by their side (Ana)');
    expect((await runCli(['history', '--format', 'json'], { cwd })).out).not.toContain('release 9');
  });

  it('ends a change that is taken over, and says how the baseline follows', async () => {
    const cwd = await seeded();
    const { out } = await runCli(['answer', 'ACME-PAY-1', '--accept'], { cwd });
    expect(out).toContain('ACME-PAY-1: taken over as what is agreed.\n');
    expect(out).toContain('forewarn diff openapi/acme-pay.yaml ');
    const again = await runCli(['answer', 'ACME-PAY-1', '--dispute'], { cwd });
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toBe('ACME-PAY-1 ended on 2026-11-21 (accepted); nothing is changed.\n');
  });

  it.each([
    [['ACME-PAI-1', '--fixed'], 'did you mean ACME-PAY-1?'],
    [['ACME-PAY-7', '--fixed'], 'did you mean ACME-PAY-1?'],
    [['ACME-PAY-1'], 'one of --acknowledge, --plan DATE, --dispute, --fixed, --accept'],
    [['ACME-PAY-1', '--fixed', '--dispute'], 'an answer says one thing'],
    [['ACME-PAY-1', '--plan', '2027-02-30'], 'it is a day: YYYY-MM-DD'],
    [['ACME-PAY-1', '--accept', '--side', 'theirs'], 'taken over by our side'],
  ])('%s is refused with what to do', async (argv, fix) => {
    const { code, err } = await runCli(['answer', ...argv], { cwd: await seeded() });
    expect(code).toBe(2);
    expect(err).toContain(fix);
  });
});

describe('adopt', () => {
  it('says where there is nothing to take over', async () => {
    const { code, out } = await runCli(['adopt', 'acme-pay'], { cwd: await seeded() });
    expect(code).toBe(0);
    expect(out).toBe('acme-pay has no known differences that are not taken over yet.\n');
  });
});

describe('history', () => {
  it('shows the entries of a partner in order', async () => {
    const { code, out } = await runCli(['history', 'acme-pay'], { cwd: await seeded() });
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /^ {2,5}\d/.test(line))).toHaveLength(2);
    expect(out).toContain('sandbox: agrees -> drifts');
    expect(out).toContain('ACME-PAY-1 opened (undocumented-change)');
  });

  it('knows no partner that was never looked at', async () => {
    const { code, err } = await runCli(['history', 'acme-pal'], { cwd: await seeded() });
    expect(code).toBe(2);
    expect(err).toContain('did you mean acme-pay?');
  });

  it('verifies what was written', async () => {
    const cwd = await seeded();
    const { code, out } = await runCli(['history', 'verify', '--state', '.forewarn'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^✓ acme-pay: 2 entries hold, head [0-9a-f]{64}\n$/);
  });

  it('sees an entry that does not follow from the one before', async () => {
    const cwd = await seeded();
    const store = await openStore({ dir: join(cwd, '.forewarn'), create: false });
    const head = await store.ledger.head('acme-pay');
    const body = String(head?.body).replace('"seq":2', '"seq":3').replaceAll('drifts', 'agrees');
    expect(await store.ledger.append('acme-pay', { seq: 3, body, hash: sha256(body) })).toBe('appended');
    await store.close();
    const { code, err, out } = await runCli(['history', 'verify'], { cwd });
    expect(code).toBe(2);
    expect(out).toMatch(/^✗ acme-pay: 2 entries hold; entry 3 does not/);
    expect(err).toContain(
      'forewarn: the history does not verify: the history of acme-pay is not what was written',
    );
  });
});

describe('a data folder that is not there', () => {
  it.each([
    ['status'],
    ['history'],
    ['history', 'verify'],
    ['release', 'ACME-PAY-1'],
    ['answer', 'ACME-PAY-1', '--fixed'],
    ['adopt', 'acme-pay'],
  ])('%s %s', async (...argv) => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(argv, { cwd });
    expect(code).toBe(2);
    expect(err).toBe(
      'forewarn: there is no history here yet\n at .forewarn\n  a history begins with: forewarn check --state .forewarn, or forewarn start\n',
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('is not made of a file', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'state'), 'x');
    const { code } = await runCli(['status', '--state', 'state'], { cwd });
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, 'state'), 'utf8')).toBe('x');
  });
});
