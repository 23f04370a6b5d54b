import { expect, test, vi } from 'vitest';
import { appendLook } from '../../src/app/append-entry.ts';
import { catchUp, rebuild } from '../../src/app/catch-up.ts';
import { history } from '../../src/app/history.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import { sealEntry } from '../../src/core/ledger/seal.ts';
import { aFinding, aLook, anOutage, dayTime, sha256 } from '../unit/lifecycle/look-fixture.ts';
import { agreementWith, by, collect, entriesOf, ledgerPorts } from './ledger-fixture.ts';

const agreement = agreementWith();
const bytes = (value: unknown) => canonicalJson(value as Json);

test('a look that changes something is one entry; one that changes nothing is run data alone', async () => {
  const ports = ledgerPorts();
  const evidence = vi.fn(async () => [{ kind: 'exchanges' as const, sha256: 'e'.repeat(64) }]);

  const first = await appendLook(ports, { look: aLook(0, []), agreement, by, evidence, ms: 12 });
  const second = await appendLook(ports, { look: aLook(1, []), agreement, by, evidence });

  expect(first.entry).toMatchObject({
    seq: 1,
    prev: '0'.repeat(64),
    clock: 'simulated',
    evidence: [{ kind: 'exchanges' }],
  });
  expect(second.entry).toBeNull();
  expect(second.verdict).toBe('agrees');
  expect(await entriesOf(ports)).toHaveLength(1);
  expect(evidence).toHaveBeenCalledTimes(1);
  expect((await ports.runs.recent('acme-pay', 10)).map((run) => run.at)).toEqual([dayTime(1), dayTime(0)]);
});

test('a look that is in the ledger already is success, with the decision it was', async () => {
  const ports = ledgerPorts();
  const looks = [aLook(0, [aFinding('amount')]), aLook(1, [aFinding('amount')]), anOutage(2)];
  const made = [];
  for (const look of looks) made.push(await appendLook(ports, { look, agreement, by }));

  const again = await appendLook(ports, { look: aLook(1, [aFinding('amount')]), agreement, by });

  expect(again.already).toBe(true);
  expect(again.entry).toBeNull();
  expect(again.findings).toEqual(made[1]?.findings);
  expect(await entriesOf(ports)).toHaveLength(3);
});

test('on a conflict the same observations are decided again on the newer present', async () => {
  const ports = ledgerPorts();
  await appendLook(ports, { look: aLook(0, []), agreement, by });
  const append = ports.ledger.append;
  let raced = false;
  ports.ledger.append = async (partner, entry) => {
    if (!raced) {
      raced = true;
      await appendLook(ports, {
        look: aLook(1, [aFinding('amount')], { environment: 'production' }),
        agreement,
        by,
      });
    }
    return append(partner, entry);
  };

  const { entry } = await appendLook(ports, { look: aLook(1, [aFinding('amount')]), agreement, by });

  expect(entry?.seq).toBe(3);
  expect((await verifyLedger(ports)).map((one) => [one.ok, one.entries, one.projection])).toEqual([
    [true, 3, 'equal'],
  ]);
});

test('two checks at the same time both get in, whichever is faster', async () => {
  const ports = ledgerPorts();
  const environments = ['sandbox', 'production', 'third', 'fourth'];

  await Promise.all(
    environments.map((environment) =>
      appendLook(ports, { look: aLook(0, [], { environment }), agreement, by }),
    ),
  );

  const entries = (await entriesOf(ports)).map(parseEntry);
  expect(entries.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
  expect(
    new Set(
      entries.flatMap((one) =>
        one.transitions.map((step) => ('environment' in step ? step.environment : '')),
      ),
    ),
  ).toEqual(new Set(environments));
});

test('time in the ledger never goes back', async () => {
  const ports = ledgerPorts();
  ports.goTo(5);
  await appendLook(ports, { look: aLook(5, []), agreement, by });
  ports.goTo(4);

  const { entry } = await appendLook(ports, { look: anOutage(6), agreement, by });

  expect(entry?.at).toBe(dayTime(5));
});

test('the first entry after midnight carries the days before as run lengths', async () => {
  const ports = ledgerPorts();
  for (const day of [0, 1, 2]) {
    ports.goTo(day);
    await appendLook(ports, { look: aLook(day, []), agreement, by });
  }
  ports.goTo(3);
  const { entry } = await appendLook(ports, { look: anOutage(3), agreement, by });

  const [first] = entry?.transitions ?? [];
  expect(first).toEqual({
    type: 'day',
    timeline: [0, 1, 2].map((day) => ({
      environment: 'sandbox',
      verdict: 'agrees',
      from: dayTime(day),
      to: dayTime(day),
      n: 1,
    })),
  });
  const later = { ...anOutage(3.2), environment: 'production' };
  const { entry: second } = await appendLook(ports, { look: later, agreement, by });
  expect(second?.transitions.map((one) => one.type)).not.toContain('day');
});

test('a projection that lags, is lost or cannot be read is made again, byte for byte', async () => {
  const ports = ledgerPorts();
  for (const [day, finding] of ['a', 'a', 'b', 'b', 'c'].entries()) {
    ports.goTo(day);
    await appendLook(ports, { look: aLook(day, [aFinding(finding)]), agreement, by });
  }
  const now = bytes(await ports.projections.read('acme-pay'));

  await ports.projections.clear('acme-pay');
  expect(bytes(await catchUp(ports, 'acme-pay'))).toBe(now);
  await rebuild(ports, 'acme-pay');
  expect(bytes(await ports.projections.read('acme-pay'))).toBe(now);
});

test('verification names the first bad entry, and a projection that is not what the entries give', async () => {
  const ports = ledgerPorts();
  for (const day of [0, 1])
    await appendLook(ports, { look: day ? anOutage(day) : aLook(day, []), agreement, by });
  const state = await ports.projections.read('acme-pay');
  if (!state) throw new Error('nothing was projected');

  await ports.projections.write({ ...state, at: dayTime(9) });
  const [differs] = await verifyLedger(ports);
  const entries = ports.ledger.entries;
  ports.ledger.entries = async function* (partner, after) {
    for await (const entry of entries(partner, after)) {
      const body = { ...parseEntry(entry), at: dayTime(-1) };
      yield entry.seq === 2 ? sealEntry(body, sha256) : entry;
    }
  };
  const [backwards] = await verifyLedger(ports);

  expect(differs).toMatchObject({ ok: false, fault: null, projection: 'differs' });
  expect(backwards).toMatchObject({ ok: false, entries: 1, fault: { seq: 2, why: 'time' } });
});

test('history reads as a record a line', async () => {
  const ports = ledgerPorts();
  for (const day of [0, 1])
    await appendLook(ports, { look: aLook(day, [aFinding('amount')]), agreement, by });

  const records = await collect(history(ports, 'acme-pay'));

  expect(records.map((one) => one.seq)).toEqual([1, 2]);
  expect(records.flatMap((one) => one.lines).join('\n')).toContain('confirmed in ACME-PAY-1');
});
