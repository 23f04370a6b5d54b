import { expect, test } from 'vitest';
import type { Look, OperationSight } from '../../../src/core/lifecycle/types.ts';
import { statusOf } from '../../../src/core/report/status.ts';
import { aLedger, aLook, anOutage, dayTime, typesOf } from './look-fixture.ts';

const CHARGE = 'GET /charges/{}';
const REFUND = 'POST /refunds';
const OTHER = 'GET /payouts';

/** A look that saw all but these operations. */
function aPartialLook(day: number, unseen: string[], change: Partial<OperationSight> = {}): Look {
  const all = [CHARGE, REFUND, OTHER];
  return aLook(day, [], {
    notVerified: unseen.map((operation) => ({
      partner: 'acme-pay',
      environment: 'sandbox',
      source: 'live',
      class: 'server-error',
      interaction: `a call of ${operation}`,
      operation,
      detail: 'HTTP 500',
      next: 'theirs: wait',
    })),
    coverage: { used: 3, exercised: 3 - unseen.length, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
    operations: {
      seen: all.filter((one) => !unseen.includes(one)),
      unseen: unseen.map((operation) => ({ operation, class: 'server-error' })),
      left: [],
      ...change,
    },
  });
}

test('an operation that is not seen while others are has an age of its own and is told once, and again when seen', () => {
  const ledger = aLedger();
  ledger.look(aPartialLook(0, []));

  const looks = [1, 2, 3, 4, 5, 6].map((day) => ledger.look(aPartialLook(day, [CHARGE])));

  expect(new Set(looks.map(({ verdict }) => verdict))).toEqual(new Set(['not-verified']));
  expect(looks.map((one) => typesOf(one).join(' '))).toEqual(['unseen verdict', '', '', '', 'unseen', '']);
  expect(looks.flatMap((one) => one.notices)).toMatchObject([
    { side: 'ours', step: 'blind', operations: [CHARGE], environment: 'sandbox' },
  ]);
  expect(ledger.state.environments.sandbox).toMatchObject({
    blind: null,
    unseen: { [CHARGE]: { class: 'server-error', since: dayTime(1), told: true } },
  });
  expect(statusOf(ledger.state).environments[0]?.unseen).toEqual([
    { operation: CHARGE, class: 'server-error', since: dayTime(1) },
  ]);

  const back = ledger.look(aPartialLook(7, []));
  expect(typesOf(back)).toEqual(['seen', 'verdict']);
  expect(back.notices).toMatchObject([{ side: 'ours', step: 'sight', operations: [CHARGE] }]);
  expect(ledger.state.environments.sandbox).not.toHaveProperty('unseen');
});

test('operations that are late in one look are told together; one that is back soon is told to nobody', () => {
  const ledger = aLedger();
  ledger.look(aPartialLook(0, []));
  ledger.look(aPartialLook(1, [CHARGE, REFUND]));
  const short = ledger.look(aPartialLook(2, [CHARGE, OTHER]));
  expect(typesOf(short)).toEqual(['unseen', 'seen']);
  expect(short.notices).toEqual([]);

  ledger.look(aPartialLook(3, [CHARGE, OTHER]));
  const late = ledger.look(aPartialLook(6, [CHARGE, OTHER]));
  expect(late.notices.map((one) => one.operations)).toEqual([[CHARGE, OTHER]]);
});

test('an outage of everything says nothing of single operations, and counts for what is still unseen after it', () => {
  const ledger = aLedger();
  ledger.look(aPartialLook(0, []));
  for (const day of [1, 2, 3]) ledger.look(anOutage(day, { operations: { seen: [], unseen: [], left: [] } }));
  expect(ledger.state.environments.sandbox?.unseen).toBeUndefined();

  const partly = ledger.look(aPartialLook(4, [REFUND]));
  expect(typesOf(partly)).toEqual(['sight', 'unseen', 'verdict']);
  expect(ledger.state.environments.sandbox?.unseen?.[REFUND]?.since).toBe(dayTime(1));
  const later = ledger.look(aPartialLook(5, [REFUND]));
  expect(later.notices).toMatchObject([{ step: 'blind', operations: [REFUND] }]);
});

test('what is left out on purpose stays as it was; what is used no longer is forgotten quietly', () => {
  const ledger = aLedger();
  ledger.look(aPartialLook(0, []));
  for (const day of [1, 2, 3, 4, 5]) ledger.look(aPartialLook(day, [CHARGE]));

  const left = ledger.look(aPartialLook(6, [], { seen: [REFUND, OTHER], left: [CHARGE] }));
  expect(typesOf(left)).not.toContain('seen');
  const gone = ledger.look(aPartialLook(7, [], { seen: [REFUND, OTHER] }));
  expect(typesOf(gone)).toContain('seen');
  expect([...left.notices, ...gone.notices]).toEqual([]);
});

test('notices of the environment and of operations in one look have ids of their own', () => {
  const ledger = aLedger();
  for (const day of [0, 1, 2, 3, 4])
    ledger.look(anOutage(day, { operations: { seen: [], unseen: [], left: [] } }));
  const partly = ledger.look(aPartialLook(5, [REFUND]));

  expect(partly.notices.map(({ step, operations }) => [step, operations])).toEqual([
    ['sight', undefined],
    ['blind', [REFUND]],
  ]);
  const ids = Object.keys(ledger.state.notices);
  expect(ids.length).toBe(3);
});
