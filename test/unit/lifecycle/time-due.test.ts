import { expect, test } from 'vitest';
import { decideAnswer, type Said } from '../../../src/core/lifecycle/answer.ts';
import { timeDue } from '../../../src/core/lifecycle/time-due.ts';
import { aFinding, aLedger, aLook, anAgreement, dayTime, sha256, type TestLedger } from './look-fixture.ts';

const one = anAgreement();
const ladder = {
  ...one,
  contacts: {
    ...one.contacts,
    ours: ['payments', 'lead', 'head'].map((name) => ({
      kind: 'email' as const,
      address: `${name}@shop.example`,
    })),
  },
};

/** Announced on day 0 for the given day of the test's calendar. */
function announcedFor(day: number): TestLedger {
  const ledger = aLedger(one);
  const finding = aFinding('amount', { source: 'documents', cell: 'announced', inForce: false });
  const coming = { change: null, environment: 'sandbox', operation: null, what: finding.rule, late: false };
  const on = dayTime(day).slice(0, 10);
  const dated = { ...coming, driftKey: finding.driftKey, on, known: 'document' as const, daysLeft: day };
  ledger.look(aLook(0, [finding], { published: 'd2', coming: [dated] }));
  return ledger;
}

/** Asks on a day as the sweep does, and writes down what is due. */
function ask(ledger: TestLedger, day: number, agreement = one): string[] {
  const due = timeDue({ state: ledger.state, now: dayTime(day), agreement, sha256 });
  if (due.length > 0) ledger.add(dayTime(day), [], due);
  return due.map((notice) => `${notice.step} ${notice.ahead?.days ?? notice.n}`);
}

function answer(ledger: TestLedger, day: number, said: Partial<Said>): void {
  const whole: Said = {
    kind: 'acknowledged',
    side: 'ours',
    by: { kind: 'person', id: 'ana' },
    on: null,
    text: null,
    ...said,
  };
  const at = dayTime(day);
  const decided = decideAnswer(ledger.state, { ref: 'ACME-PAY-1', said: whole, at, agreement: one, sha256 });
  if (decided) ledger.add(at, decided.transitions, decided.notices);
}

test('ours are reminded once at each threshold, and on the day before', () => {
  const ledger = announcedFor(60);
  const asked = Array.from({ length: 61 }, (_, day) => ask(ledger, day).map((due) => `day ${day}: ${due}`));

  expect(asked.flat().filter((due) => due.includes('reminder'))).toEqual([
    'day 30: reminder 30',
    'day 46: reminder 14',
    'day 53: reminder 7',
    'day 59: reminder 1',
  ]);
  expect(Object.values(ledger.state.notices).every(({ due }) => due.side === 'ours')).toBe(true);
});

test('thresholds that were missed become one; a clock that jumps back and forth makes nothing due again', () => {
  const ledger = announcedFor(60);

  expect(ask(ledger, 54)).toEqual(['reminder 7']);
  expect([ask(ledger, 31), ask(ledger, 54), ask(ledger, 47), ask(ledger, 56)].flat()).toEqual([]);
});

test('what was announced within a threshold is not reminded of it', () => {
  const ledger = announcedFor(10);

  expect([0, 1, 2].flatMap((day) => ask(ledger, day))).toEqual([]);
  expect(ask(ledger, 3)).toEqual(['reminder 7']);
});

test('a plan of ours in time ends the reminders; one that is too late does not', () => {
  const [early, late] = [announcedFor(60), announcedFor(60)];
  answer(early, 1, { kind: 'planned', on: dayTime(50).slice(0, 10) });
  answer(late, 1, { kind: 'planned', on: dayTime(70).slice(0, 10) });

  expect(ask(early, 31)).toEqual([]);
  expect(ask(late, 31)).toEqual(['reminder 30']);
});

test('a plan of theirs moves the date, and gives one to a change without', () => {
  const ledger = announcedFor(60);
  answer(ledger, 1, { kind: 'planned', side: 'theirs', on: dayTime(90).slice(0, 10) });

  expect(ask(ledger, 31)).toEqual([]);
  expect(ask(ledger, 60)).toEqual(['reminder 30']);
});

test('where nobody of ours answers what breaks us, the next contact hears of it, one each three days', () => {
  const ledger = aLedger(ladder);
  ledger.look(aLook(0, [aFinding('amount', { source: 'documents', cell: 'shipped' })], { published: 'd2' }));
  const asked = [1, 2, 3, 3, 4, 6, 9, 12].map((day) => ask(ledger, day, ladder).join());

  expect(asked).toEqual(['', '', 'escalated 1', '', '', 'escalated 1', '', '']);
  const contacts = Object.values(ledger.state.notices).filter(({ due }) => due.step === 'escalated');
  expect(new Set(contacts.map(({ due }) => due.contact)).size).toBe(2);
});

test('an only contact is asked once more, and not again', () => {
  const ledger = aLedger(one);
  ledger.look(aLook(0, [aFinding('amount', { source: 'documents', cell: 'shipped' })], { published: 'd2' }));
  expect([1, 3, 6, 9].map((day) => ask(ledger, day).join())).toEqual(['', 'escalated 1', '', '']);
});

test('an answer of ours, or what only may break us, is not escalated', () => {
  const answered = aLedger(ladder);
  const shipped = (effect: 'breaks' | 'may-break') => [
    aFinding('amount', { source: 'documents', cell: 'shipped', effect }),
  ];
  answered.look(aLook(0, shipped('breaks'), { published: 'd2' }));
  answer(answered, 1, {});
  const mild = aLedger(ladder);
  mild.look(aLook(0, shipped('may-break'), { published: 'd2' }));

  expect(ask(answered, 4, ladder)).toEqual([]);
  expect(ask(mild, 4, ladder)).toEqual([]);
});

test('what is not urgent comes once a week, and only where something has come since', () => {
  const ledger = aLedger(one);
  const known = aFinding('currency', { effect: 'none', level: 'info', severity: 'info' });
  ledger.look(aLook(0, [known]));
  const asked = Array.from({ length: 20 }, (_, day) => ask(ledger, day).map((due) => `day ${day}: ${due}`));
  const mild = aFinding('status', { source: 'documents', cell: 'shipped', effect: 'may-break' });
  ledger.look(aLook(20, [known, mild], { published: 'd2' }));

  expect(asked.flat()).toEqual(['day 7: digest 1']);
  expect([21, 27, 28, 40].flatMap((day) => ask(ledger, day).map((due) => `day ${day}: ${due}`))).toEqual([
    'day 27: digest 2',
  ]);
});
