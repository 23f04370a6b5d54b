import { expect, test } from 'vitest';
import type { NoticeDue } from '../../../src/core/ledger/types.ts';
import { aFinding, aLedger, aLook, anAgreement, dayTime, keyOf, type TestLedger } from './look-fixture.ts';

const paper = (name: string, more = {}) =>
  aFinding(name, { source: 'documents', cell: 'announced', ...more });
const shipped = (name: string, more = {}) =>
  aFinding(name, { source: 'documents', cell: 'shipped', ...more });
const told = (notices: NoticeDue[]) =>
  notices.map((one) => `${one.side} ${one.step} ${one.n}${one.held ? ' held' : ''}`);

function deliver(ledger: TestLedger, day: number, which: (due: NoticeDue) => boolean = () => true): void {
  for (const { due, sentAt } of Object.values(ledger.state.notices)) {
    if (sentAt !== null || !which(due)) continue;
    const attempt = { outcome: 'sent', sha256: 'b'.repeat(64), detail: null } as const;
    ledger.add(dayTime(day), [{ type: 'attempted', notice: due.id, ...attempt }]);
  }
}

test('drifts of one document version are one change, with a count of what does not touch us', () => {
  const ledger = aLedger();
  const harmless = paper('note', { effect: 'none' });

  const { notices } = ledger.look(
    aLook(0, [paper('amount'), paper('status'), harmless], { published: 'd2' }),
  );

  expect(Object.values(ledger.state.changes)).toMatchObject([
    {
      ref: 'ACME-PAY-1',
      because: 'document',
      document: 'd2',
      others: 1,
      drifts: [keyOf('amount'), keyOf('status')].toSorted(),
    },
  ]);
  expect(told(notices)).toEqual(['ours announce 1']);
});

test('live drifts of one look are one change per cell', () => {
  const agreement = anAgreement();
  const ledger = aLedger({ ...agreement, policy: { ...agreement.policy, confirm: 1 } });

  ledger.look(aLook(0, [aFinding('a'), aFinding('b'), aFinding('c', { cell: 'diverged' })]));

  const groups = Object.values(ledger.state.changes).map((one) => [one.because, one.cell, one.drifts.length]);
  expect(groups.toSorted()).toEqual([
    ['look', 'diverged', 1],
    ['look', 'undocumented-change', 2],
  ]);
});

test('production following stays in the change and is told once as shipped', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [], { environment: 'production' }));
  ledger.look(aLook(1, [shipped('amount')], { published: 'd2' }));
  deliver(ledger, 1, (due) => due.side === 'ours');

  const production = { environment: 'production', published: 'd2-production' };
  const follow = ledger.look(aLook(2, [shipped('amount', { stage: 'everywhere' })], production));
  const again = ledger.look(aLook(3, [shipped('amount', { stage: 'everywhere' })], production));

  expect(Object.keys(ledger.state.changes)).toEqual(['ACME-PAY-1']);
  expect(told(follow.notices)).toEqual(['ours shipped 1']);
  expect(follow.notices.map((one) => one.environment)).toEqual(['production']);
  expect(again.transitions).toEqual([]);
});

test('a released partner hears that production followed, held again', () => {
  const ledger = aLedger();
  ledger.look(aLook(1, [shipped('amount')], { published: 'd2' }));
  const held = Object.values(ledger.state.notices).flatMap(({ due }) => (due.held ? [due.id] : []));
  ledger.add(dayTime(1), [{ type: 'released', change: 'ACME-PAY-1', notices: held }]);
  deliver(ledger, 1);

  const follow = ledger.look(aLook(2, [shipped('amount')], { environment: 'production', published: 'd2' }));

  expect(told(follow.notices)).toEqual(['ours shipped 1', 'theirs shipped 1 held', 'theirs shipped 1 held']);
});

test('what was only announced is told to the partner when it ships', () => {
  const ledger = aLedger();
  const announced = ledger.look(aLook(0, [paper('amount')], { published: 'd2' }));

  const ships = ledger.look(aLook(1, [shipped('amount')], { published: 'd2' }));

  expect(told(announced.notices)).toEqual(['ours announce 1']);
  expect(ships.transitions.map((one) => one.type)).toEqual(['moved', 'verdict']);
  expect(told(ships.notices)).toEqual(['ours shipped 1', 'theirs shipped 1 held', 'theirs shipped 1 held']);
});

test('a rollout that wavers is told once', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [paper('amount')], { published: 'd2' }));
  const steps = [shipped('amount'), paper('amount'), shipped('amount'), paper('amount')];

  const notices = steps.flatMap(
    (finding, day) => ledger.look(aLook(day + 1, [finding], { published: 'd2' })).notices,
  );

  expect(notices.filter((one) => one.side === 'ours').map((one) => one.step)).toEqual(['shipped']);
});

test('what live adds to a document version joins its change, silently where that is said already', () => {
  const ledger = aLedger();
  ledger.look(
    aLook(0, [shipped('amount'), aFinding('amount/currency', { cell: 'shipped' })], { published: 'd2' }),
  );

  const second = [shipped('amount'), aFinding('amount/currency', { cell: 'shipped' })];
  const { notices } = ledger.look(aLook(1, second, { published: 'd2' }));

  expect(ledger.state.changes['ACME-PAY-1']?.drifts).toHaveLength(2);
  expect(notices).toEqual([]);
});

test('another operation that hurts in the same version is told as shipped', () => {
  const ledger = aLedger();
  const other = aFinding('payout', { cell: 'shipped', operation: { method: 'POST', path: '/payouts' } });
  ledger.look(aLook(0, [shipped('amount'), other], { published: 'd2' }));

  const { notices } = ledger.look(aLook(1, [shipped('amount'), other], { published: 'd2' }));

  expect(told(notices)).toEqual(['ours shipped 1']);
  expect(Object.keys(ledger.state.changes)).toEqual(['ACME-PAY-1']);
});

test('everyone who was told hears the end once; what was held is dropped', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [shipped('amount')], { published: 'd2' }));
  deliver(ledger, 0, (due) => due.side === 'ours');

  const end = ledger.look(aLook(1, [], { published: 'd3' }));
  const after = ledger.look(aLook(2, [], { published: 'd3' }));

  expect(end.transitions.map((one) => one.type)).toEqual([
    'published',
    'resolved',
    'change-closed',
    'verdict',
  ]);
  expect(told(end.notices)).toEqual(['ours resolved 1']);
  expect(after.notices).toEqual([]);
});

test('a partner that was told hears the end too, once a person releases it', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [shipped('amount')], { published: 'd2' }));
  const held = Object.values(ledger.state.notices).flatMap(({ due }) => (due.held ? [due.id] : []));
  ledger.add(dayTime(0), [{ type: 'released', change: 'ACME-PAY-1', notices: held }]);
  deliver(ledger, 0);

  const end = ledger.look(aLook(1, [], { published: 'd3' }));

  expect(told(end.notices)).toEqual(['ours resolved 1', 'theirs resolved 1 held', 'theirs resolved 1 held']);
});

test('theirs-send auto holds nothing', () => {
  const agreement = anAgreement();
  const ledger = aLedger({ ...agreement, contacts: { ...agreement.contacts, theirsSend: 'auto' } });

  const { notices } = ledger.look(aLook(0, [shipped('amount')]));

  expect(told(notices)).toEqual(['ours announce 1', 'theirs announce 1', 'theirs announce 1']);
});

test('where our use is not known, one summary per document version goes to ours and none to theirs', () => {
  const ledger = aLedger();
  const unknown = (name: string, level: 'breaking' | 'info') =>
    shipped(name, { effect: 'unknown', usageGrade: 'unknown', level, severity: level, affects: [] });

  const first = ledger.look(aLook(0, [unknown('a', 'breaking'), unknown('b', 'info')], { published: 'd2' }));
  const again = ledger.look(aLook(1, [unknown('a', 'breaking'), unknown('b', 'info')], { published: 'd2' }));
  const next = ledger.look(aLook(2, [unknown('a', 'breaking'), unknown('c', 'info')], { published: 'd3' }));
  const back = ledger.look(aLook(3, [], { published: 'd1' }));

  expect(told(first.notices)).toEqual(['ours summary 1']);
  expect(again.transitions).toEqual([]);
  expect(told(next.notices)).toEqual(['ours summary 1']);
  expect(back.transitions.filter((one) => one.type === 'change-closed')).toHaveLength(2);
  expect(told(back.notices)).toEqual(['ours resolved 1', 'ours resolved 1']);
});
