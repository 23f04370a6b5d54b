import { beforeAll, expect, test } from 'vitest';
import { appendLook } from '../../src/app/append-entry.ts';
import { catchUp, rebuild } from '../../src/app/catch-up.ts';
import { knownThen } from '../../src/app/history-as-of.ts';
import type { StoredEntry } from '../../src/app/ports.ts';
import type { SnapshotStore } from '../../src/app/snapshot-store.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { emptyState, foldEntry } from '../../src/core/ledger/fold.ts';
import { parseState, stateText } from '../../src/core/ledger/parse-state.ts';
import { sealEntry } from '../../src/core/ledger/seal.ts';
import type { EntryBody, PartnerState } from '../../src/core/ledger/types.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { aLook, anAgreement, sha256 } from '../unit/lifecycle/look-fixture.ts';
import { by, type LedgerPorts, ledgerPorts } from './ledger-fixture.ts';

const ENTRIES = 10_000;
const START = Date.parse('2025-01-01T00:00:00.000Z');
const time = (seq: number) => new Date(START + seq * 3_600_000).toISOString();

/** A ledger of 10,000 entries in which a verdict goes to and fro, and the state at each entry that is asked for. */
const chain: StoredEntry[] = [];
const states = new Map<number, PartnerState>();
beforeAll(() => {
  let state = emptyState('acme-pay');
  for (let seq = 1; seq <= ENTRIES; seq++) {
    const [from, to] =
      seq % 2 ? (['not-verified', 'agrees'] as const) : (['agrees', 'not-verified'] as const);
    const sources = { documents: to, live: to, pacts: to, headers: to };
    const body: EntryBody = {
      v: 1,
      partner: 'acme-pay',
      seq,
      prev: state.head,
      at: time(seq),
      look: sha256(`look ${seq}`).slice(0, 32),
      clock: 'simulated',
      by,
      tool: { version: '0.1.0', rules: '1' },
      agreement: null,
      transitions: [{ type: 'verdict', environment: 'sandbox', from, to, sources }],
      notices: [],
      evidence: [],
    };
    const sealed = sealEntry(body, sha256);
    chain.push(sealed);
    state = foldEntry(state, body, sealed.hash);
    if (seq % 500 === 0) states.set(seq, state);
  }
});

function memorySnapshots(): SnapshotStore & { texts: Map<number, string> } {
  const texts = new Map<number, string>();
  return {
    texts,
    list: async () =>
      [...texts.keys()].toSorted((a, b) => b - a).map((seq) => ({ seq, at: states.get(seq)?.at ?? '' })),
    read: async (_, seq) => (texts.has(seq) ? parseState(texts.get(seq) as string) : null),
    write: async (state) => void texts.set(state.seq, stateText(state)),
    remove: async (_, seq) => void texts.delete(seq),
  };
}

/** Ports over that ledger that count the entries which are read. */
function aLongLedger(): LedgerPorts & { snapshots: ReturnType<typeof memorySnapshots>; read: number } {
  const stores = createMemoryStores();
  const entries = [...chain];
  const ports = {
    ...ledgerPorts(stores),
    snapshots: memorySnapshots(),
    read: 0,
    ledger: {
      ...stores.ledger,
      partners: async () => ['acme-pay'],
      async *entries(_: string, after = 0) {
        for (const entry of entries.slice(after)) {
          ports.read++;
          yield entry;
        }
      },
      async append(_: string, entry: StoredEntry) {
        if (entry.seq !== entries.length + 1) return 'conflict' as const;
        entries.push(entry);
        return 'appended' as const;
      },
    },
  };
  ports.goTo(400);
  return ports;
}

const look = { ...aLook(0, []), scheduledTime: time(ENTRIES + 1), at: time(ENTRIES + 1) };
const check = (ports: LedgerPorts) => appendLook(ports, { look, agreement: anAgreement(), by });

test('a check on a ledger of 10,000 entries reads the last one and what came after it', async () => {
  const ports = aLongLedger();
  await catchUp(ports, 'acme-pay');
  expect(ports.read).toBe(ENTRIES);
  ports.read = 0;

  const { entry } = await check(ports);

  expect(entry?.seq).toBe(ENTRIES + 1);
  expect(ports.read).toBeLessThanOrEqual(3);
});

test('where the projection is gone, it reads from the last snapshot on', async () => {
  const ports = aLongLedger();
  for (const seq of [9_000, 9_500]) await ports.snapshots.write(states.get(seq) as PartnerState);
  ports.read = 0;

  const { state, entry } = await check(ports);

  expect(entry?.seq).toBe(ENTRIES + 1);
  expect(ports.read).toBeLessThanOrEqual(1_010);
  await ports.projections.clear('acme-pay');
  expect(stateText(await rebuild(ports, 'acme-pay'))).toBe(stateText(state));
});

test('snapshots are made while a long ledger is folded, and few are kept', async () => {
  const ports = aLongLedger();

  await catchUp(ports, 'acme-pay');

  expect([...ports.snapshots.texts.keys()]).toEqual([4_000, 8_000, 9_000, 9_500, 10_000]);
  expect(ports.snapshots.texts.get(9_500)).toBe(stateText(states.get(9_500) as PartnerState));
  const [verified] = await verifyLedger(ports);
  expect(verified).toMatchObject({ ok: true, projection: 'equal' });
});

test.each([
  ['rests on another entry than the ledger has', (text: string) => text.replace(/"head":"./, '"head":"x')],
  [
    'rests on an entry that the ledger never had',
    (text: string) => text.replace(/"head":"[0-9a-f]{64}"/, `"head":"${'0'.repeat(64)}"`),
  ],
  ['was folded by another version', (text: string) => text.replace(/"fold":\d+/, '"fold":1')],
  ['has another format', (text: string) => text.replace(/"v":\d+\}$/, '"v":1}')],
  ['is of another partner', (text: string) => text.replace('"partner":"acme-pay"', '"partner":"city-geo"')],
  ['is cut off', (text: string) => text.slice(0, -9)],
] as const)('a snapshot that %s is thrown away, and the one before it is taken', async (_, spoil) => {
  const ports = aLongLedger();
  for (const seq of [9_000, 9_500]) await ports.snapshots.write(states.get(seq) as PartnerState);
  const spoilt = spoil(ports.snapshots.texts.get(9_500) as string);
  expect(spoilt).not.toBe(ports.snapshots.texts.get(9_500));
  ports.snapshots.texts.set(9_500, spoilt);

  const state = await catchUp(ports, 'acme-pay');

  expect(stateText(state)).toBe(stateText(states.get(ENTRIES) as PartnerState));
  expect(ports.snapshots.texts.get(9_500)).not.toBe(spoilt);
});

test('a projection that is not of this chain is not believed either', async () => {
  const ports = aLongLedger();
  await ports.projections.write({ ...(states.get(ENTRIES) as PartnerState), head: '1'.repeat(64) });
  expect(stateText(await catchUp(ports, 'acme-pay'))).toBe(stateText(states.get(ENTRIES) as PartnerState));

  await ports.projections.write({ ...(states.get(ENTRIES) as PartnerState), seq: ENTRIES + 7 });
  expect(stateText(await catchUp(ports, 'acme-pay'))).toBe(stateText(states.get(ENTRIES) as PartnerState));
});

test('verifying tells a snapshot that says another thing than the entries', async () => {
  const ports = aLongLedger();
  await catchUp(ports, 'acme-pay');
  const right = ports.snapshots.texts.get(9_500) as string;
  ports.snapshots.texts.set(9_500, right.replace('"verdict":"not-verified"', '"verdict":"agrees"'));
  expect(ports.snapshots.texts.get(9_500)).not.toBe(right);

  expect(await verifyLedger(ports)).toMatchObject([{ ok: false, projection: 'differs' }]);
});

test('what was known on a day, and a look that comes twice, are answered from a snapshot before it', async () => {
  const ports = aLongLedger();
  await catchUp(ports, 'acme-pay');
  ports.read = 0;

  const then = await knownThen(ports, 'acme-pay', time(9_700));

  expect(then.entries).toBe(9_700);
  expect(then.head).toBe(chain[9_699]?.hash);
  expect(ports.read).toBeLessThan(300);
});
