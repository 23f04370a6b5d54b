import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rebuild } from '../../src/app/catch-up.ts';
import type { LedgerStore, StoredEntry } from '../../src/app/ports.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { openStore } from '../../src/local/open-store.ts';
import { nextVersion, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('acme-pay');
  await world.look('sandbox');
  world.emulator('sandbox').setVersion(await nextVersion(world));
  await world.look('sandbox');
  await world.release('ACME-PAY-1');
}, 60_000);
afterAll(() => world.close());

it('is checked offline, and rebuilds what is so now byte for byte', async () => {
  const [result] = await verifyLedger(world.ports);
  expect(result).toMatchObject({ partner: 'acme-pay', ok: true, fault: null, projection: 'equal' });
  expect(result?.entries).toBeGreaterThanOrEqual(5);
  const now = canonicalJson((await world.state()) as unknown as Json);
  const again = canonicalJson((await rebuild(world.ports, 'acme-pay')) as unknown as Json);
  expect(again).toBe(now);
});

it('holds the hash of the exact bytes that each side was sent', async () => {
  const recorded = Object.values((await world.state()).notices).flatMap(({ due, attempts }) =>
    attempts.map(({ outcome, sha256 }) => [due.id, outcome, sha256]),
  );
  expect(recorded).toHaveLength(3);
  const left: string[] = [];
  for (const side of ['ours', 'theirs', 'webhooks']) {
    const folder = join(world.dir, 'mailbox', side);
    for (const name of await readdir(folder))
      left.push(`${name} ${hashOf(await readFile(join(folder, name)))}`);
  }
  for (const [id, outcome, sha256] of recorded) {
    expect(outcome).toBe('sent');
    expect(left.some((one) => one.startsWith(`${id}.`) && one.endsWith(` ${sha256}`))).toBe(true);
  }
});

it('is whole in a copy of its folder, without the process that wrote it', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'forewarn-copy-'));
  try {
    await cp(world.dir, copy, { recursive: true });
    const store = await openStore({ dir: copy, clock: 'simulated', create: false });
    try {
      const there = { ...world.ports, ledger: store.ledger, projections: store.projections };
      expect(await verifyLedger(there)).toEqual(await verifyLedger(world.ports));
    } finally {
      await store.close();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

it.each([
  [
    'finds an entry that was changed',
    (entries: StoredEntry[]) => entries.map((one) => (one.seq === 2 ? changed(one) : one)),
    2,
  ],
  [
    'finds an entry that was changed and hashed anew',
    (entries: StoredEntry[]) => entries.map((one) => (one.seq === 2 ? rehashed(one) : one)),
    3,
  ],
  [
    'finds an entry that was taken out',
    (entries: StoredEntry[]) => entries.filter((one) => one.seq !== 2),
    2,
  ],
])('%s', async (_name, tamper, seq) => {
  const entries: StoredEntry[] = [];
  for await (const entry of world.ports.ledger.entries('acme-pay')) entries.push(entry);
  const tampered = tamper(entries);
  const ledger: LedgerStore = {
    ...world.ports.ledger,
    async *entries(_partner, after = 0) {
      yield* tampered.filter((one) => one.seq > after);
    },
  };
  const [result] = await verifyLedger({ ...world.ports, ledger }, ['acme-pay']);
  expect(result?.ok).toBe(false);
  expect(result?.fault?.seq).toBe(seq);
});

it('never overwrites what is written: of two that put the same sequence, one is told', async () => {
  const head = await world.ports.ledger.head('acme-pay');
  expect(head).not.toBeNull();
  const outcome = await world.ports.ledger.append('acme-pay', {
    ...(head as StoredEntry),
    body: '{}',
    hash: 'f'.repeat(64),
  });
  expect(outcome).toBe('conflict');
  expect(await world.ports.ledger.head('acme-pay')).toEqual(head);
});

it('keeps the shapes of what was seen, never the values', async () => {
  let found = 0;
  for await (const stored of world.ports.ledger.entries('acme-pay')) {
    const { evidence } = JSON.parse(stored.body) as { evidence: { sha256: string }[] };
    for (const { sha256 } of evidence) {
      const payload = await world.ports.evidence.get('acme-pay', sha256);
      expect(payload).not.toBeNull();
      expect(JSON.stringify(payload)).not.toMatch(/ch_[0-9a-z]{3,}|tok_visa/);
      found++;
    }
  }
  expect(found).toBeGreaterThan(0);
});

it('does not take evidence that was changed for what was seen', async () => {
  const folder = join(world.dir, 'evidence', 'acme-pay');
  const [name = ''] = await readdir(folder);
  const file = join(folder, name);
  const kept = await readFile(file, 'utf8');
  const read = () => world.ports.evidence.get('acme-pay', name.replace('.json', ''));
  expect(await read()).not.toBeNull();
  await writeFile(file, kept.replace('sandbox', 'another').replace('"GET', '"PUT').replace('GET ', 'PUT '));
  expect(await readFile(file, 'utf8')).not.toBe(kept);
  expect(await read()).toBeNull();
  await writeFile(file, kept);
});

function changed(entry: StoredEntry): StoredEntry {
  return { ...entry, body: entry.body.replace('"clock":"simulated"', '"clock":"real"') };
}

function rehashed(entry: StoredEntry): StoredEntry {
  const { body } = changed(entry);
  return { ...entry, body, hash: world.ports.sha256(body) };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
