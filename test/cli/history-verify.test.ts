import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpoint } from '../../src/app/checkpoint.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import { sealEntry } from '../../src/core/ledger/seal.ts';
import { createDailyCheckpoint } from '../../src/local/daily-checkpoint.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { type OpenStore, openStore } from '../../src/local/open-store.ts';
import { dayTime, sha256 } from '../unit/lifecycle/look-fixture.ts';
import { keepHistory } from './kept-history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

async function kept(partners?: readonly string[]): Promise<string> {
  const cwd = temporaryFolder();
  await keepHistory(join(cwd, '.forewarn'), partners);
  return cwd;
}

/** A folder whose holder wrote another ledger, and kept the checkpoints of the first. */
async function rewritten(keep: (seq: number) => boolean, changed: number): Promise<string> {
  const cwd = await kept();
  const dir = join(cwd, '.forewarn');
  const old = await openStore({ dir, create: false });
  const entries = [];
  for await (const entry of old.ledger.entries('acme-pay')) entries.push(parseEntry(entry));
  const signed: [string, string][] = [];
  for await (const day of old.checkpoints.days()) signed.push([day, (await old.checkpoints.read(day)) ?? '']);
  await old.close();
  rmSync(join(dir, 'table'), { recursive: true });
  const store = await openStore({ dir, clock: 'real', create: true });
  let prev = '0'.repeat(64);
  for (const entry of entries.filter(({ seq }) => keep(seq))) {
    const by = entry.seq === changed ? { kind: 'person' as const, id: 'somebody' } : entry.by;
    const sealed = sealEntry({ ...entry, by, prev }, sha256);
    await store.ledger.append('acme-pay', sealed);
    prev = sealed.hash;
  }
  for (const [day, text] of signed) await store.checkpoints.write(day, text);
  await store.close();
  return cwd;
}

describe('history verify, by its checkpoints', () => {
  it('signs once a finished day with a key for this user alone, and says which', async () => {
    const cwd = await kept(['acme-pay', 'city-geo']);
    const { code, out } = await runCli(['history', 'verify'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/✓ city-geo: 4 entries hold/);
    expect(out).toMatch(/✓ 3 checkpoints hold, signed by ed25519:[0-9a-f]{32}\n$/);
    expect(statSync(join(cwd, '.forewarn', 'signing-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('finds a chain that was cut short after it was signed', async () => {
    const { code, out } = await runCli(['history', 'verify'], { cwd: await rewritten((seq) => seq < 2, 0) });
    expect(code).toBe(2);
    expect(out).toContain('✗ acme-pay: entry 2 is gone, and was there when the day was signed (2026-11-03)');
  });

  it('finds a chain that was written anew, hash by hash', async () => {
    const { code, out } = await runCli(['history', 'verify'], { cwd: await rewritten(() => true, 2) });
    expect(code).toBe(2);
    expect(out).toContain('✓ acme-pay: 4 entries hold');
    expect(out).toContain('✗ acme-pay: entry 2 is another one than when the day was signed (2026-11-03)');
  });

  it('finds a ledger that is gone altogether', async () => {
    const { code, err } = await runCli(['history', 'verify'], { cwd: await rewritten(() => false, 0) });
    expect(code).toBe(2);
    expect(err).toContain('the history of acme-pay is not what was written');
  });

  it('finds a checkpoint that was changed, taken away, or signed by another key', async () => {
    const cwd = await kept();
    const dir = join(cwd, '.forewarn');
    const pem = readFileSync(join(dir, 'signing-key.pem'));
    const store = await openStore({ dir, create: false });
    const days = [];
    for await (const day of store.checkpoints.days()) days.push(day);
    const read = async (day: string) => (await store.checkpoints.read(day)) ?? '';
    const texts = await Promise.all(days.map(read));
    await store.close();
    const asWritten = async (some: readonly [string, string][]) => {
      rmSync(join(dir, 'table'), { recursive: true });
      const again = await openStore({ dir, create: true });
      for (const [day, text] of some) await again.checkpoints.write(day, text);
      await again.close();
      return (await runCli(['history', 'verify', '--format', 'json'], { cwd })).out;
    };
    const pairs = days.map((day, at): [string, string] => [day, texts[at] ?? '']);
    const whyOf = (out: string) =>
      JSON.parse(out).checkpoints.problems.filter((one: { partner?: string }) => !one.partner);
    const changed = pairs.with(1, [days[1] ?? '', (texts[1] ?? '').replace('"seq":2', '"seq":1')]);
    expect(whyOf(await asWritten(changed))).toEqual([
      { day: days[1], why: 'signature' },
      { day: days[2], why: 'previous' },
    ]);
    expect(whyOf(await asWritten(pairs.toSpliced(1, 1)))).toEqual([{ day: days[2], why: 'previous' }]);
    rmSync(join(dir, 'signing-key.pem'));
    const other = await openStore({ dir, create: false });
    await other.signer.sign('makes a key');
    await other.close();
    expect(whyOf(await asWritten(pairs)).map((one: { why: string }) => one.why)).toEqual([
      'key',
      'key',
      'key',
    ]);
    writeFileSync(join(dir, 'signing-key.pem'), pem);
    expect(whyOf(await asWritten(pairs))).toEqual([]);
  }, 30_000);
});

describe('many ledgers', () => {
  /** 2,500 ledgers of one entry that are not there to be read, only their heads. */
  const heads = Array.from({ length: 2_500 }, (_, n) => `partner-${n}`);
  async function signedBy(store: OpenStore): Promise<void> {
    const ledger = {
      ...createMemoryStores().ledger,
      partners: async () => heads,
      head: async (partner: string) => ({ seq: 1, body: '', hash: sha256(partner) }),
    };
    const calendar = { kind: 'real' as const, now: () => new Date(dayTime(0)) };
    expect(await checkpoint({ ...store, ledger, calendar, sha256 })).toBe('2026-11-01');
  }

  it('are signed in parts, each of which fits into an item, and one that is changed is missed', async () => {
    const dir = join(temporaryFolder(), 'data');
    const store = await openStore({ dir, clock: 'real', create: true });
    await signedBy(store);
    const { checkpoint: body } = JSON.parse((await store.checkpoints.read('2026-11-01')) ?? '');
    expect(body).toMatchObject({ v: 2, partners: 2_500 });
    expect(body.parts).toHaveLength(3);
    const part = (await store.checkpoints.readPart('2026-11-01', body.parts[0])) ?? '';
    expect(Object.keys(JSON.parse(part).heads)).toHaveLength(1_000);
    expect(part.length).toBeLessThan(200_000);
    const { readCheckpoints } = await import('../../src/core/ledger/verify-checkpoints.ts');
    const { checkWith } = await import('../../src/adapters/crypto/check-signature.ts');
    const { storedCheckpoints } = await import('../../src/app/verify-history.ts');
    const stored = [];
    for await (const one of storedCheckpoints(store.checkpoints)) stored.push(one);
    const ports = { sha256, check: checkWith(await store.publicKey()) };
    const good = readCheckpoints(stored, ports);
    expect([good.hold, good.heads.size]).toEqual([1, 2_500]);
    await store.checkpoints.writePart('2026-11-01', body.parts[0], part.replace('"seq":1', '"seq":2'));
    const again = [];
    for await (const one of storedCheckpoints(store.checkpoints)) again.push(one);
    expect(readCheckpoints(again, ports).problems).toEqual([{ day: '2026-11-01', why: 'part' }]);
    await store.close();
  }, 20_000);
});

describe('the daily checkpoint', () => {
  it('is in nobody’s way where it cannot be kept, and is tried again', async () => {
    const dir = join(temporaryFolder(), 'data');
    await keepHistory(dir);
    const store = await openStore({ dir, create: false });
    const said: string[] = [];
    let works = false;
    const sign = createDailyCheckpoint({
      ...store,
      sha256,
      calendar: { kind: 'real', now: () => new Date(dayTime(9)) },
      signer: { sign: (text) => (works ? store.signer.sign(text) : Promise.reject(new Error('no key'))) },
      log: { info: () => undefined, warn: (message) => void said.push(message) },
    });
    await sign();
    expect(said).toEqual(['the checkpoint of the day could not be kept']);
    works = true;
    await sign();
    await sign();
    expect(await store.checkpoints.before('2027-01-01')).toBe('2026-11-10');
    await store.close();
  });
});

describe('history at an instant', () => {
  it('tells what was known then, and nothing that came after', async () => {
    const cwd = await kept();
    const at = async (instant: string) =>
      JSON.parse((await runCli(['history', '--as-of', instant, '--format', 'json'], { cwd })).out)
        .partners[0];
    expect(await at('2026-10-31')).toMatchObject({ entries: 0, environments: [], open: [], told: [] });
    expect(await at('2026-11-01')).toMatchObject({
      entries: 1,
      environments: [{ verdict: 'agrees' }],
      open: [],
    });
    expect((await at('2026-11-02')).open).toEqual([]);
    expect(await at('2026-11-03')).toMatchObject({
      environments: [{ environment: 'sandbox', verdict: 'drifts' }],
      open: [{ change: 'ACME-PAY-1' }],
      told: [
        { change: 'ACME-PAY-1', side: 'ours', sentAt: null, held: false },
        { change: 'ACME-PAY-1', side: 'theirs', sentAt: null, held: true },
      ],
    });
    expect((await at('2026-11-03T05:59:59Z')).open).toEqual([]);
    const { out } = await runCli(['history', 'acme-pay', '--as-of', '2026-11-03'], { cwd });
    expect(out).toContain('acme-pay as of 2026-11-03 23:59 (3 entries');
    expect(out).toContain('  sandbox  differs from what was agreed, since 2026-11-03 06:00');
    expect(out).toContain('  open: ACME-PAY-1, since 2026-11-03 06:00');
    expect(out).toContain('  told theirs (announce) of ACME-PAY-1: waited for a release');
  });

  it('tells the entries of a span, of the partner that is named last too', async () => {
    const cwd = await kept();
    const argv = ['history', '--format', 'json', '--between', '2026-11-02', '2026-11-03', 'acme-pay'];
    const { entries } = JSON.parse((await runCli(argv, { cwd })).out);
    expect(entries.map(({ seq }: { seq: number }) => seq)).toEqual([2, 3]);
  });

  it.each([
    [['--as-of', 'yesterday'], '--as-of cannot be "yesterday"'],
    [['--as-of', '2026-02-30'], '--as-of cannot be "2026-02-30"'],
    [['--between', '2026-11-02'], '--between takes two instants'],
    [['--between', '2026-11-03', '2026-11-02'], '--between ends before it begins'],
    [['--as-of', '2026-11-02', '--between', '2026-11-02', '2026-11-03'], 'do not go together'],
  ])('%s is refused', async (options, said) => {
    const { code, err } = await runCli(['history', ...options], { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
