import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendLook } from '../../../src/app/append-entry.ts';
import { catchUp, rebuild } from '../../../src/app/catch-up.ts';
import type { StoredEntry } from '../../../src/app/ports.ts';
import { verifyLedger } from '../../../src/app/verify-ledger.ts';
import { canonicalJson } from '../../../src/core/canonical-json.ts';
import type { Json } from '../../../src/core/json.ts';
import type { PartnerState } from '../../../src/core/ledger/types.ts';
import { agreementWith, by, collect, ledgerPorts } from '../../app/ledger-fixture.ts';
import { aFinding, aLedger, aLook, dayTime } from '../../unit/lifecycle/look-fixture.ts';
import { openNewStore } from './open-table.ts';

let store: Awaited<ReturnType<typeof openNewStore>>;
beforeAll(async () => {
  store = await openNewStore();
});
afterAll(() => store.end());

const entry = (seq: number, body = `body ${seq}`): StoredEntry => ({ seq, body, hash: 'a'.repeat(64) });

test('entries come back in order, as they were put, and none is put over another', async () => {
  for (let seq = 1; seq <= 12; seq++) await store.ledger.append('in-order', entry(seq));

  const other = { ...entry(5, 'another'), hash: 'b'.repeat(64) };
  expect(await store.ledger.append('in-order', other)).toBe('conflict');
  expect((await collect(store.ledger.entries('in-order', 9))).map((one) => one.body)).toEqual([
    'body 10',
    'body 11',
    'body 12',
  ]);
  expect(await store.ledger.head('in-order')).toEqual(entry(12));
  expect(await store.ledger.head('nobody')).toBeNull();
  expect(await store.ledger.partners()).toContain('in-order');
});

test('a put whose answer was lost, put again, is not taken for somebody else', async () => {
  expect(await store.ledger.append('again', entry(1))).toBe('appended');
  expect(await store.ledger.append('again', entry(1))).toBe('appended');
});

test('of many processes at one sequence exactly one gets it', async () => {
  const racers = Array.from({ length: 8 }, (_, n) => ({
    ...entry(1, `racer ${n}`),
    hash: String(n).repeat(64),
  }));

  const outcomes = await Promise.all(racers.map((one) => store.ledger.append('race', one)));

  expect(outcomes.filter((one) => one === 'appended')).toHaveLength(1);
});

test('an entry larger than an item is kept compressed, byte for byte', async () => {
  const body = JSON.stringify(
    Array.from({ length: 20_000 }, (_, n) => ({ n, text: `Zoë 😀 difference number ${n}` })),
  );
  expect(Buffer.byteLength(body)).toBeGreaterThan(900_000);

  await store.ledger.append('large', entry(1, body));

  expect((await store.ledger.head('large'))?.body).toBe(body);
});

test('a ledger of several pages is read to its end', async () => {
  for (let seq = 1; seq <= 230; seq++) await store.ledger.append('long', entry(seq));

  const all = await collect(store.ledger.entries('long'));

  expect(all.map((one) => one.seq)).toEqual(Array.from({ length: 230 }, (_, n) => n + 1));
});

function largeState(partner: string, seq: number): PartnerState {
  const ledger = aLedger();
  ledger.look(
    aLook(
      0,
      Array.from({ length: 900 }, (_, n) => aFinding(`property-${n}`)),
    ),
  );
  return { ...ledger.state, partner, seq };
}

test('a projection over several items comes back whole, moves only forward and can be cleared', async () => {
  const state = largeState('big', 7);
  expect(canonicalJson(state as unknown as Json).length).toBeGreaterThan(700_000);

  await store.projections.write(state);
  expect(await store.projections.read('big')).toEqual(state);
  await store.projections.write({ ...largeState('big', 6), head: 'f'.repeat(64) });
  expect(await store.projections.read('big')).toEqual(state);
  await store.projections.write({ ...state, seq: 8, drifts: {} });
  expect(await store.projections.read('big')).toMatchObject({ seq: 8, drifts: {} });
  await store.projections.clear('big');
  expect(await store.projections.read('big')).toBeNull();
});

test('runs come newest first, as many as asked for, until they expire', async () => {
  const run = (day: number) =>
    ({
      partner: 'runs',
      environment: null,
      at: dayTime(day),
      verdict: 'agrees',
      look: 'd'.repeat(32),
      ms: 4,
    }) as const;
  for (const day of [3, 1, 2, 50]) await store.runs.record(run(day));

  expect(await store.runs.recent('runs', 2)).toEqual([run(50), run(3)]);
  await store.runs.expire?.('runs', new Date(dayTime(42.5)));
  expect((await store.runs.recent('runs', 10)).map((one) => one.at)).toEqual([50, 3].map(dayTime));
});

test('looks appended to the table verify, and the projection rebuilds to the same bytes', async () => {
  const ports = ledgerPorts({ ...store });
  const agreement = agreementWith();
  for (const [day, name] of ['a', 'a', 'b', 'b', 'a'].entries()) {
    ports.goTo(day);
    await appendLook(ports, { look: aLook(day, [aFinding(name)]), agreement, by });
  }
  const bytes = canonicalJson((await catchUp(ports, 'acme-pay')) as unknown as Json);

  expect(await verifyLedger(ports, ['acme-pay'])).toMatchObject([
    { ok: true, entries: 5, projection: 'equal' },
  ]);
  await rebuild(ports, 'acme-pay');
  expect(canonicalJson((await ports.projections.read('acme-pay')) as unknown as Json)).toBe(bytes);
});
