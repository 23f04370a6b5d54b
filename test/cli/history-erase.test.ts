import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/local/open-store.ts';
import { ADDRESSES, keepHistory } from './kept-history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

async function kept(): Promise<string> {
  const cwd = temporaryFolder();
  await keepHistory(join(cwd, '.forewarn'));
  return cwd;
}

const WHY = ['--why', 'asked for', '--by', 'Ana'];

/** Everything that is left in the store: entries, presents, checkpoints by their ports, every file as bytes. */
async function everythingIn(cwd: string): Promise<string[]> {
  const dir = join(cwd, '.forewarn');
  const store = await openStore({ dir, create: false });
  const texts: string[] = [];
  for await (const entry of store.ledger.entries('acme-pay')) texts.push(entry.body, entry.hash);
  texts.push(JSON.stringify(await store.projections.read('acme-pay')));
  for await (const day of store.checkpoints.days()) texts.push((await store.checkpoints.read(day)) ?? '');
  await store.close();
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true }))
    if (name.isFile()) texts.push(readFileSync(join(name.parentPath, name.name), 'latin1'), name.name);
  return texts;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** The salts that are left, as anybody with the folder finds them. */
function saltsIn(cwd: string): string[] {
  const folder = join(cwd, '.forewarn', 'contacts', 'acme-pay');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

/** Which of 10,000 addresses the store tells of: as written, as a hash, as a hash with any salt that is left. */
async function addressesIn(cwd: string): Promise<{ written: string[]; hashed: string[] }> {
  const all = (await everythingIn(cwd)).join('\n');
  const hashes = new Set(all.match(/[0-9a-f]{64}/g));
  const salts = saltsIn(cwd);
  const written: string[] = [];
  const hashed: string[] = [];
  for (let n = 0; n < 10_000; n++) {
    const address = `person-${String(n).padStart(4, '0')}@acme-pay.example`;
    if (all.includes(address)) written.push(address);
    const forms = [address, `email:${address}`, `webhook:${address}`, `slack:${address}`];
    const salted = salts.flatMap((salt) => forms.flatMap((form) => [`${salt}:${form}`, `${salt}${form}`]));
    if ([...forms, ...salted].some((text) => hashes.has(digest(text)))) hashed.push(address);
  }
  return { written, hashed };
}

test('of 10,000 addresses the store tells none once one was erased, and the one before', async () => {
  const cwd = await kept();
  expect(await addressesIn(cwd)).toEqual({ written: [ADDRESSES.theirs], hashed: [ADDRESSES.theirs] });

  const erased = await runCli(['history', 'erase', 'acme-pay', '--contact', ADDRESSES.theirs, ...WHY], {
    cwd,
  });

  expect(erased).toMatchObject({ code: 0, err: '' });
  expect(erased.out).toBe('acme-pay: erased: payloads 4, contacts 1, mails 0\n');
  expect(await addressesIn(cwd)).toEqual({ written: [], hashed: [] });
  const verified = await runCli(['history', 'verify'], { cwd });
  expect(verified).toMatchObject({ code: 0, err: '' });
  expect(verified.out).toMatch(/acme-pay: 4 payloads erased on \d{4}-\d\d-\d\d, by Ana: asked for\n/);
  expect(verified.out).toMatch(/acme-pay: 1 contact erased on \d{4}-\d\d-\d\d, by Ana: asked for\n/);
  expect(verified.out).toMatch(/✓ 3 checkpoints hold, signed by ed25519:/);
}, 30_000);

test('one payload goes by its commitment; what is gone without an erasure is a fault', async () => {
  const cwd = await kept();
  const { entries } = JSON.parse((await runCli(['history', '--format', 'json'], { cwd })).out);
  const [first, second] = entries[1].entry.evidence;
  const erase = ['history', 'erase', 'acme-pay', '--payload', first.sha256, ...WHY];

  expect(await runCli(erase, { cwd })).toMatchObject({ code: 0, err: '' });
  expect((await runCli(['history', 'verify'], { cwd })).code).toBe(0);
  expect((await runCli(erase, { cwd })).err).toContain('nothing is kept of that payload');

  rmSync(join(cwd, '.forewarn', 'evidence', 'acme-pay', `${second.sha256}.json`));
  const verified = await runCli(['history', 'verify'], { cwd });
  expect(verified.code).toBe(2);
  expect(verified.out).toContain(`evidence ${second.sha256} of entry 2 is gone, or was changed`);
});

test('what was cut short after the entry is told, and finished by erasing again', async () => {
  const cwd = await kept();
  const { entries } = JSON.parse((await runCli(['history', '--format', 'json'], { cwd })).out);
  const [{ sha256 }] = entries[0].entry.evidence;
  const file = join(cwd, '.forewarn', 'evidence', 'acme-pay', `${sha256}.json`);
  const text = readFileSync(file);
  const erase = ['history', 'erase', 'acme-pay', '--payload', sha256, ...WHY];
  await runCli(erase, { cwd });
  writeFileSync(file, text); // as if the process had ended before it removed it

  expect((await runCli(['history', 'verify'], { cwd })).out).toContain('is still there; erase it again');
  expect((await runCli(erase, { cwd })).code).toBe(0);
  expect((await runCli(['history', 'verify'], { cwd })).code).toBe(0);
  const after = JSON.parse((await runCli(['history', '--format', 'json'], { cwd })).out);
  expect(after.entries).toHaveLength(entries.length + 1);
});

test('--older-than takes what is old and leaves the rest', async () => {
  const cwd = await kept();
  const early = await runCli(['history', 'erase', 'acme-pay', '--older-than', '36500d', ...WHY], { cwd });
  expect(early.code).toBe(2);
  const { out } = await runCli(
    ['history', 'erase', 'acme-pay', '--older-than', '1s', '--format', 'json', ...WHY],
    { cwd },
  );
  expect(JSON.parse(out)).toMatchObject({ schema: 'forewarn.erased/1', contacts: [], mails: 0 });
  expect(JSON.parse(out).payloads.length).toBeGreaterThan(3);
  expect((await runCli(['history', 'verify'], { cwd })).code).toBe(0);
});

test.each([
  [['--contact', 'a@b.example', '--why', 'a@b.example asked'], 'without an address'],
  [['--why', 'x'], 'name what to erase, in one way'],
  [['--payload', 'abc', '--why', 'x'], '--payload is no commitment'],
  [['--older-than', 'a year', '--why', 'x'], '--older-than cannot be'],
  [['--contact', 'nobody@acme-pay.example', '--why', 'x'], 'nothing is kept of that contact'],
])('erase %s is refused', async (options, said) => {
  const cwd = await kept();
  const { code, err } = await runCli(['history', 'erase', 'acme-pay', ...options, '--by', 'Ana'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain(said);
});
