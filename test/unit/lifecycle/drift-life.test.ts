import { expect, test } from 'vitest';
import { aFinding, aLedger, aLook, anAgreement, anOutage, keyOf, typesOf } from './look-fixture.ts';

test('a live difference is suspected first and confirmed in its second look', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));

  const first = ledger.look(aLook(1, [aFinding('amount')]));
  const second = ledger.look(aLook(2, [aFinding('amount')]));

  expect(typesOf(first)).toEqual(['suspected']);
  expect(first.verdict).toBe('agrees');
  expect(first.notices).toEqual([]);
  expect(first.findings.map((one) => one.state)).toEqual(['suspected']);
  expect(typesOf(second)).toEqual(['change-opened', 'confirmed', 'verdict']);
  expect(second.verdict).toBe('drifts');
  expect(second.findings.map((one) => [one.state, one.change, one.firstConfirmed])).toEqual([
    ['confirmed', 'ACME-PAY-1', true],
  ]);
  expect(second.notices.map((one) => [one.side, one.step, one.held])).toEqual([
    ['ours', 'announce', false],
    ['theirs', 'announce', true],
    ['theirs', 'announce', true],
  ]);
});

test('with confirm 1 a live difference is confirmed at once; with 3 it takes three looks', () => {
  const policy = anAgreement().policy;
  const once = aLedger(anAgreement({ policy: { ...policy, confirm: 1 } }));
  const thrice = aLedger(anAgreement({ policy: { ...policy, confirm: 3 } }));

  expect(typesOf(once.look(aLook(0, [aFinding('amount')])))).toContain('confirmed');
  const seen = () => [aFinding('amount')];
  const steps = [0, 1, 2].map((day) => typesOf(thrice.look(aLook(day, seen(), { published: null })))[0]);

  expect(steps).toEqual(['suspected', 'seen-again', 'change-opened']);
});

test('a suspicion that is not seen again is dropped and nobody hears of it', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('amount')]));

  const decision = ledger.look(aLook(1, []));

  expect(typesOf(decision)).toEqual(['retracted']);
  expect(Object.keys(ledger.state.notices)).toEqual([]);
  expect(Object.keys(ledger.state.changes)).toEqual([]);
});

test('what documents, pacts or headers show needs no second look', () => {
  for (const source of ['documents', 'pacts', 'headers'] as const) {
    const ledger = aLedger();

    const decision = ledger.look(aLook(0, [aFinding('amount', { source, cell: 'announced' })]));

    expect(typesOf(decision)).toEqual(['published', 'change-opened', 'confirmed', 'verdict']);
    expect(decision.verdict).toBe('changing');
  }
});

test('an outage confirms nothing, ends nothing and counts as no look', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('suspected-one')]));
  ledger.look(
    aLook(1, [aFinding('amount', { source: 'documents', cell: 'shipped' }), aFinding('suspected-one')]),
  );
  const before = ledger.state.drifts;

  const decision = ledger.look(anOutage(2));

  expect(decision.verdict).toBe('not-verified');
  expect(typesOf(decision)).toEqual(['blind', 'verdict']);
  expect(ledger.state.drifts).toEqual(before);
});

test('what was shipped does not become announced because live could not be seen', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('amount', { source: 'documents', cell: 'shipped' })]));
  const { notVerified } = anOutage(1);

  const paper = aFinding('amount', { source: 'documents', cell: 'announced', inForce: false });
  const live = notVerified.filter((one) => one.source === 'live');
  ledger.look(aLook(1, [paper], { notVerified: live }));

  expect(ledger.state.drifts[keyOf('amount')]?.environments.sandbox?.facts.cell).toBe('shipped');
});

test('a drift that comes back within 14 days opens its change again; later it gets one of its own', () => {
  const ledger = aLedger();
  const seen = () => [aFinding('amount', { source: 'documents', cell: 'announced' })];
  ledger.look(aLook(0, seen()));
  ledger.look(aLook(1, [], { published: 'd2' }));
  expect(ledger.state.changes['ACME-PAY-1']).toMatchObject({ how: 'retracted' });

  ledger.look(aLook(15, seen(), { published: 'd3' }));
  expect(ledger.state.drifts[keyOf('amount')]).toMatchObject({ occurrence: 2, change: 'ACME-PAY-1' });
  expect(ledger.state.changes['ACME-PAY-1']).toMatchObject({ occurrence: 2, closedAt: null, document: 'd3' });

  ledger.look(aLook(16, [], { published: 'd2' }));
  ledger.look(aLook(31, seen(), { published: 'd3' }));
  expect(ledger.state.drifts[keyOf('amount')]).toMatchObject({ occurrence: 3, change: 'ACME-PAY-2' });
  expect(ledger.state.changes['ACME-PAY-2']).toMatchObject({ occurrence: 3, closedAt: null });
});

test('on the first look, live differences that do not break us are standing, listed once', () => {
  const ledger = aLedger();
  const harmless = aFinding('currency', { effect: 'none', level: 'info', severity: 'info' });

  const first = ledger.look(aLook(0, [harmless]));
  const second = ledger.look(aLook(1, [harmless]));

  expect(typesOf(first)).toEqual(['published', 'standing', 'verdict']);
  expect(first.verdict).toBe('agrees');
  expect(first.findings.map((one) => one.state)).toEqual(['standing']);
  expect(typesOf(second)).toEqual([]);
});

test('what touches nothing we use is no drift, and a look that changes nothing gives nothing', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, []));
  const harmless = aFinding('currency', { source: 'documents', cell: 'announced', effect: 'none' });

  const moved = ledger.look(aLook(1, [harmless], { published: 'd2' }));
  const again = ledger.look(aLook(2, [harmless], { published: 'd2' }));

  expect(typesOf(moved)).toEqual(['published']);
  expect(moved.notices).toEqual([]);
  expect(moved.findings.map((one) => [one.state, one.firstConfirmed])).toEqual([['confirmed', true]]);
  expect(again.transitions).toEqual([]);
  expect(again.notices).toEqual([]);
  expect(again.findings.map((one) => one.firstConfirmed)).toEqual([false]);
});

test('what policy ignores is kept quiet, and told once the exception is over', () => {
  const ledger = aLedger();
  const finding = (suppressed: boolean) => [
    aFinding('amount', { source: 'documents', cell: 'announced', suppressed }),
  ];

  const quiet = ledger.look(aLook(0, finding(true)));
  const told = ledger.look(aLook(1, finding(false)));

  expect(typesOf(quiet)).toEqual(['published', 'verdict']);
  expect(quiet.verdict).toBe('agrees');
  expect(told.notices.map((one) => one.step)).toEqual(['announce']);
});

test('what a header announced stays until headers could be judged again', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('amount', { source: 'headers', cell: 'announced' })]));

  const unseen = ledger.look(aLook(1, [], { judged: (_, source) => source !== 'headers' }));
  const seen = ledger.look(aLook(2, []));

  expect(typesOf(unseen)).not.toContain('retracted');
  expect(typesOf(seen)).toContain('retracted');
});
