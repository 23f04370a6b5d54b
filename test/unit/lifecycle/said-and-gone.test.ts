import { expect, test } from 'vitest';
import { driftKey } from '../../../src/core/drift/fingerprint.ts';
import { recurrenceOf } from '../../../src/core/lifecycle/recurrence.ts';
import { aFinding, aLedger, aLook, anAgreement, dayTime, sha256, type TestLedger } from './look-fixture.ts';

const subject = { method: 'GET', path: '/charges/{}', section: 'operation', location: '' } as const;
const onOperation = (rule: string, facet: 'sunset' | 'operation', more: Parameters<typeof aFinding>[1]) =>
  aFinding('', {
    rule,
    facet,
    subject,
    direction: 'none',
    driftKey: driftKey('acme-pay', { subject, facet }, sha256),
    fingerprint: sha256(rule).slice(0, 32),
    ...more,
  });
const said = onOperation('sunset-announced', 'sunset', {
  source: 'headers',
  cell: 'announced',
  effect: 'may-break',
  args: { on: '2026-11-20' },
});
const gone = onOperation('api-removed-without-deprecation', 'operation', {
  source: 'live',
  cell: 'undocumented-change',
});
const other = aFinding('amount', { source: 'documents', cell: 'announced' });

function deliver(ledger: TestLedger, day: number): void {
  for (const { due, sentAt } of Object.values(ledger.state.notices)) {
    const attempt = { outcome: 'sent', sha256: 'b'.repeat(64), detail: null } as const;
    if (sentAt === null && due.side === 'ours')
      ledger.add(dayTime(day), [{ type: 'attempted', notice: due.id, ...attempt }]);
  }
}

const steps = (ledger: TestLedger) =>
  Object.values(ledger.state.notices).map(({ due }) => `${due.change} ${due.side} ${due.step}`);

test('what was said to go and is gone is one change, and its end is not told', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [said]));
  deliver(ledger, 0);

  // Live alone is sure in its second look: in the first, nothing is over.
  const first = ledger.look(aLook(1, [gone]));
  expect(first.transitions.map(({ type }) => type)).not.toContain('resolved');
  ledger.look(aLook(2, [gone]));

  expect(Object.keys(ledger.state.changes)).toEqual(['ACME-PAY-1']);
  expect(ledger.state.changes['ACME-PAY-1']).toMatchObject({ closedAt: null });
  expect(steps(ledger)).toEqual([
    'ACME-PAY-1 ours announce',
    'ACME-PAY-1 ours shipped',
    'ACME-PAY-1 theirs shipped',
    'ACME-PAY-1 theirs shipped',
  ]);
});

test('what was said to go and stays is over, and what else goes is another change', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [said]));
  deliver(ledger, 0);
  ledger.look(aLook(1, [other], { published: 'd2' }));

  expect(ledger.state.changes).toMatchObject({
    'ACME-PAY-1': { how: 'retracted' },
    'ACME-PAY-2': { closedAt: null },
  });
});

test('a removal that was said is none of those without an announcement', () => {
  const agreement = anAgreement({ environments: [] });
  const at = (path: string) => {
    const there = { ...subject, path };
    const facet = 'operation';
    const key = driftKey('acme-pay', { subject: there, facet }, sha256);
    return { ...gone, subject: there, driftKey: key, fingerprint: key };
  };
  const counted = (before: (typeof said)[]) => {
    const ledger = aLedger();
    ledger.look(aLook(0, before));
    for (const day of [1, 2]) ledger.look(aLook(day, [gone, at('/refunds'), at('/payouts')]));
    const counts = Object.values(ledger.state.changes).map(
      (change) => recurrenceOf(change, { state: ledger.state, agreement })?.count ?? 0,
    );
    return Math.max(...counts);
  };
  expect(counted([])).toBe(3);
  expect(counted([said])).toBe(0);
});
