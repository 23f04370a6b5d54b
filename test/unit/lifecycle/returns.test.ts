import { expect, test } from 'vitest';
import { recurrenceOf } from '../../../src/core/lifecycle/recurrence.ts';
import {
  aFinding,
  aLedger,
  aLook,
  anAgreement,
  anOutage,
  dayTime,
  type TestLedger,
  typesOf,
} from './look-fixture.ts';

const paper = (more = {}) =>
  aFinding('amount', { source: 'documents', cell: 'announced', inForce: false, ...more });
const shipped = () => aFinding('amount', { source: 'documents', cell: 'shipped' });
const production = { environment: 'production' };

function release(ledger: TestLedger, day: number): void {
  const held = Object.values(ledger.state.notices).flatMap(({ due }) => (due.held ? [due.id] : []));
  ledger.add(dayTime(day), [{ type: 'released', change: 'ACME-PAY-1', notices: held }]);
}

test('a document that moves back before it came into force takes its change back', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [paper()], { published: 'd2' }));
  const end = ledger.look(aLook(1, [], { published: 'd1' }));
  expect(end.notices.map((one) => one.step)).toEqual(['retracted']);
});

test.each([
  ['what was in force once', [shipped(), paper()], 'd1'],
  ['what our own baseline took up', [paper()], 'd2'],
])('%s has ended, and is not taken back', (_, findings, published) => {
  const ledger = aLedger();
  for (const [day, finding] of findings.entries()) ledger.look(aLook(day, [finding], { published: 'd2' }));
  const end = ledger.look(aLook(9, [], { published }));
  expect(end.notices.map((one) => one.step)).toContain('resolved');
});

test('two environments that show the same are as good as two looks; gone in the next look, it is taken back', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));
  ledger.look(aLook(0.1, [], production));
  const first = ledger.look(aLook(1, [aFinding('amount')]));
  const second = ledger.look(aLook(1.1, [aFinding('amount')], production));

  expect([typesOf(first), typesOf(second)]).toEqual([
    ['suspected'],
    ['change-opened', 'confirmed', 'verdict'],
  ]);
  ledger.look(aLook(2, []));
  const gone = ledger.look(aLook(2.1, [], production));
  expect(gone.notices.map((one) => one.step)).toEqual(['retracted']);
});

test.each([
  ['other values', { fingerprint: 'f'.repeat(32) }, 1.1],
  ['what the other showed longer ago than max-age', {}, 4.2],
])('%s are no second vantage', (_, more, day) => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));
  ledger.look(aLook(0.1, [], production));
  ledger.look(aLook(1, [aFinding('amount')]));
  const second = ledger.look(aLook(day, [aFinding('amount', more)], production));
  expect(typesOf(second)).toEqual(['suspected']);
});

test('flapping keeps one change and one thread: who heard the end hears the return once, and the end again', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [shipped()], { published: 'd2' }));
  release(ledger, 0);
  const told: string[] = [];
  for (let day = 1; day < 7; day++) {
    const finding = day % 2 === 0 ? [shipped()] : [];
    const { notices } = ledger.look(aLook(day, finding, { published: `d${day % 2}` }));
    told.push(...notices.filter((one) => one.side === 'ours').map((one) => `${day} ${one.step}`));
    release(ledger, day);
    ledger.look(anOutage(day + 0.5));
  }
  expect(Object.keys(ledger.state.changes)).toEqual(['ACME-PAY-1']);
  expect(ledger.state.changes['ACME-PAY-1']).toMatchObject({ occurrence: 4, closedAt: null });
  expect(told).toEqual(['1 resolved', '2 reopened', '3 resolved', '4 reopened', '5 resolved', '6 reopened']);
});

test('what a partner never heard of is announced to it when it comes back, and what it heard once is not', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [shipped()], { published: 'd2' }));
  ledger.look(aLook(1, [], { published: 'd1' }));
  const back = ledger.look(aLook(2, [shipped()], { published: 'd2' }));
  expect(back.notices.map((one) => `${one.side} ${one.step}`)).toEqual([
    'ours reopened',
    'theirs announce',
    'theirs announce',
  ]);
});

test('the third removal without an announcement in a year says so, and one that the sandbox showed first does not count', () => {
  const agreement = anAgreement();
  const ledger = aLedger(agreement);
  ledger.look(aLook(0, [], production));
  const removed = (name: string) => aFinding(name, { source: 'documents', cell: 'shipped' });
  const names = ['a', 'b', 'c', 'd'];
  ledger.look(aLook(1, [removed('d')], { published: 'd2' }));
  for (const [at] of names.entries()) {
    const look = names.slice(0, at + 1).map(removed);
    ledger.look(aLook(at + 2, look, { ...production, published: `p${at}` }));
  }
  const counts = Object.values(ledger.state.changes)
    .toSorted((x, y) => x.number - y.number)
    .map((change) => recurrenceOf(change, { state: ledger.state, agreement })?.count ?? null);
  expect(counts).toEqual([null, null, null, 3]);
});
