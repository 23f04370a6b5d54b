import { expect, test } from 'vitest';
import { adoptStanding } from '../../src/app/adopt-standing.ts';
import { type AnswerInput, answerChange } from '../../src/app/answer-change.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { releaseChange } from '../../src/app/release-change.ts';
import { sweep } from '../../src/app/sweep.ts';
import { parseEntry } from '../../src/core/ledger/parse-entry.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { aFinding, aLook } from '../unit/lifecycle/look-fixture.ts';
import { agreementWith, by, entriesOf, type LedgerPorts, ledgerPorts } from './ledger-fixture.ts';

const agreement = agreementWith();
const ana = { kind: 'person', id: 'ana' } as const;
const shipped = () => [aFinding('amount', { source: 'documents', cell: 'shipped' })];

/** A change of a shipped document that both sides were told of. */
async function toldChange(): Promise<LedgerPorts> {
  const ports = ledgerPorts();
  await appendLook(ports, { look: aLook(0, shipped()), agreement, by });
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: ana });
  await send(ports);
  return ports;
}

const send = (ports: LedgerPorts) => sweep(ports, { agreement, journeys: [], messageOf });
const answer = (ports: LedgerPorts, more: Partial<AnswerInput>) =>
  answerChange(ports, {
    agreement,
    ref: 'acme-pay-1',
    side: 'ours',
    kind: 'acknowledged',
    by: ana,
    ...more,
  });
async function lookOn(
  ports: LedgerPorts,
  day: number,
  ...more: Parameters<typeof aLook> extends [number, ...infer R] ? R : never
) {
  ports.goTo(day);
  return appendLook(ports, { look: aLook(day, ...more), agreement, by });
}
const toldSince = (ports: LedgerPorts, from: number) =>
  ports.sent
    .slice(from)
    .map((one) => `${one.side} ${one.data.step}`)
    .toSorted();

test('an answer stands in the ledger with who and for when; its text is evidence and nowhere else', async () => {
  const ports = await toldChange();
  const text = 'Ana will see to it with release 9';

  const { outcome, change } = await answer(ports, { kind: 'planned', on: '2026-12-01', text });

  expect(outcome).toBe('answered');
  const [last] = change.answers ?? [];
  expect(last).toMatchObject({ kind: 'planned', on: '2026-12-01', side: 'ours', by: ana });
  const entries = await entriesOf(ports);
  expect(entries.map((one) => one.body).join()).not.toContain('release 9');
  const entry = parseEntry(entries.at(-1) as (typeof entries)[number]);
  expect(entry.evidence).toEqual([{ kind: 'answer', sha256: last?.text }]);
  expect(await ports.evidence.get('acme-pay', last?.text ?? '')).toMatchObject({ text });
});

test('the same answer twice, or to what is over, writes nothing', async () => {
  const ports = await toldChange();
  await answer(ports, {});
  const before = (await entriesOf(ports)).length;

  expect(await answer(ports, {})).toMatchObject({ outcome: 'already' });
  await lookOn(ports, 1, [], { published: 'd9' });
  expect(await answer(ports, { kind: 'disputed' })).toMatchObject({ outcome: 'over' });
  expect(await entriesOf(ports)).toHaveLength(before + 1);
});

test('taking a change over ends it; everyone who was told hears so, and it does not fail again', async () => {
  const ports = await toldChange();
  const from = ports.sent.length;

  const { change, state } = await answer(ports, { kind: 'accepted' });
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: ana });
  await send(ports);

  expect(change).toMatchObject({ how: 'accepted' });
  expect(Object.values(state.drifts).map((one) => one.environments.sandbox?.state)).toEqual(['accepted']);
  expect(toldSince(ports, from)).toEqual(['ours accepted', 'theirs accepted', 'theirs accepted']);
  const again = await lookOn(ports, 1, shipped());
  const elsewhere = await lookOn(ports, 2, shipped(), { environment: 'production' });
  expect([again.verdict, elsewhere.verdict]).toEqual(['agrees', 'agrees']);
  expect([...again.notices, ...elsewhere.notices]).toEqual([]);
});

test('what is more than was taken over is told', async () => {
  const ports = ledgerPorts();
  const paper = (effect: 'may-break' | 'breaks') => [
    aFinding('amount', { source: 'documents', cell: 'shipped', effect }),
  ];
  await appendLook(ports, { look: aLook(0, paper('may-break')), agreement, by });
  await answer(ports, { kind: 'accepted' });

  const worse = await lookOn(ports, 1, paper('breaks'));

  expect(worse.verdict).toBe('drifts');
  expect(worse.transitions.map((one) => one.type)).toContain('change-opened');
});

test('a claim that it is fixed is held against the next look: contradicted, it is said once', async () => {
  const ports = await toldChange();
  const from = ports.sent.length;
  await answer(ports, { kind: 'fixed', side: 'theirs' });

  const next = await lookOn(ports, 1, shipped());
  const after = await lookOn(ports, 2, shipped());
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: ana });
  await send(ports);

  expect(next.transitions).toContainEqual({ type: 'claim-checked', change: 'ACME-PAY-1', holds: false });
  expect(after.transitions).toEqual([]);
  expect(toldSince(ports, from)).toEqual([
    'ours answered',
    'ours still-there',
    'theirs still-there',
    'theirs still-there',
  ]);
});

test('the other side hears of an answer: ours at once, theirs once it is released, and never the text', async () => {
  const ports = await toldChange();
  const from = ports.sent.length;
  await answer(ports, { kind: 'planned', on: '2026-12-01', side: 'theirs' });
  await send(ports);
  expect(toldSince(ports, from)).toEqual(['ours answered']);

  await answer(ports, { kind: 'acknowledged', text: 'Ana looks after it' });
  await answer(ports, { kind: 'disputed', text: 'we read it otherwise' });
  await send(ports);
  expect(toldSince(ports, from)).toEqual(['ours answered']);
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: ana });
  await send(ports);

  const theirs = ports.sent.slice(from + 1);
  expect(theirs.map(({ side, data }) => `${side} ${data.step}`)).toEqual([
    'theirs answered',
    'theirs answered',
  ]);
  for (const { text, data } of theirs) {
    expect(text).toContain('by us: disputed');
    expect(text).not.toMatch(/acknowledged|otherwise|Please answer/);
    expect(data.answers).toHaveLength(2);
  }
});

test('who was not told of a change hears of no answer to it', async () => {
  const ports = ledgerPorts();
  await appendLook(ports, { look: aLook(0, shipped()), agreement, by });
  await send(ports);
  const from = ports.sent.length;
  await answer(ports, {});
  await releaseChange(ports, { agreement, ref: 'ACME-PAY-1', by: ana });
  await send(ports);
  expect(toldSince(ports, from)).toEqual(['theirs announce', 'theirs announce']);
});

test('a claim that a look confirms ends with the change', async () => {
  const ports = await toldChange();
  await answer(ports, { kind: 'fixed' });

  const next = await lookOn(ports, 1, [], { published: 'd9' });

  expect(next.transitions).toContainEqual({ type: 'claim-checked', change: 'ACME-PAY-1', holds: true });
  expect(next.state.changes['ACME-PAY-1']?.answers).toMatchObject([{ kind: 'fixed', holds: true }]);
});

test('a partner cannot decide for us what is agreed; a plan has a day', async () => {
  const ports = await toldChange();
  const refused = { code: 'usage' };
  await expect(answer(ports, { kind: 'accepted', side: 'theirs' })).rejects.toMatchObject(refused);
  await expect(
    answer(ports, { kind: 'accepted', by: { kind: 'partner', id: 'link' } }),
  ).rejects.toMatchObject(refused);
  await expect(answer(ports, { kind: 'planned' })).rejects.toMatchObject(refused);
  await expect(answer(ports, { text: 'x'.repeat(4001) })).rejects.toMatchObject(refused);
});

test('known differences are taken over once, with who and when', async () => {
  const ports = ledgerPorts();
  const known = [aFinding('amount', { effect: 'none', level: 'info', severity: 'info' })];
  await appendLook(ports, { look: aLook(0, known), agreement, by });

  const adopted = await adoptStanding(ports, { agreement, by: ana });
  const again = await adoptStanding(ports, { agreement, by: ana });

  expect(adopted.environments).toEqual([{ environment: 'sandbox', differences: 1 }]);
  expect(again.environments).toEqual([]);
  const [drift] = Object.values(adopted.state.drifts);
  expect(drift?.environments.sandbox).toMatchObject({
    state: 'accepted',
    accepted: { by: ana, at: '2026-11-01T06:00:00.000Z' },
  });
});
