import { expect, test } from 'vitest';
import type { Transition } from '../../../src/core/ledger/types.ts';
import { timeDue } from '../../../src/core/lifecycle/time-due.ts';
import { renderNotice } from '../../../src/core/report/notice/notice.ts';
import { sentence } from '../notice/sentence.ts';
import { aFinding, aLedger, aLook, anAgreement, dayTime, sha256, type TestLedger } from './look-fixture.ts';

const SUBJECT = 'GET /charges/{} operation';
const one = anAgreement();
const date = (day: number) => dayTime(day).slice(0, 10);

/** A feed that says on day 0 that an operation of ours ends on a day. */
function heardOf(day: number, { used = true } = {}): TestLedger {
  const ledger = aLedger(one);
  const stated = [{ what: 'GET /charges/{id}', change: 'removed' as const, on: date(day) }];
  const passage = { id: sha256(`p${day}`).slice(0, 32), day: date(0), used, until: date(day), stated };
  const steps: Transition[] = [
    { type: 'heard', feed: 'f'.repeat(16), known: [], passages: [] },
    {
      type: 'heard',
      feed: 'f'.repeat(16),
      passages: [{ ...passage, names: ['GET /charges/{id}', 'amount'] }],
    },
  ];
  if (used)
    steps.push({ type: 'coming', environment: 'sandbox', subject: SUBJECT, on: date(day), known: 'feed' });
  ledger.add(dayTime(0), steps);
  return ledger;
}

function read(ledger: TestLedger, day: number): void {
  const passages = Object.keys(ledger.state.feeds?.heard ?? {});
  ledger.add(dayTime(day), [{ type: 'heard-read', passages }]);
}

function ask(ledger: TestLedger, day: number, agreement = one): string[] {
  const due = timeDue({ state: ledger.state, now: dayTime(day), agreement, sha256 });
  if (due.length > 0) ledger.add(dayTime(day), [], due);
  return due.map((notice) => `day ${day}: ${notice.step} ${notice.ahead?.days ?? ''}`.trim());
}

const days = (ledger: TestLedger, last: number, agreement = one) =>
  Array.from({ length: last + 1 }, (_, day) => ask(ledger, day, agreement)).flat();

test('what a feed dates and nobody has read is in the digest of its week, once', () => {
  expect(days(heardOf(80), 49)).toEqual(['day 7: digest']);
});

test('it does not wait for its week where the day is near, or too near for our migration', () => {
  expect(days(heardOf(10), 3)).toEqual(['day 0: digest']);
  expect(days(heardOf(50), 3, { ...one, migrationDays: 60 })).toEqual(['day 0: digest']);
});

test('what nothing of ours is in is not told', () => {
  expect(days(heardOf(10, { used: false }), 10)).toEqual([]);
});

test('once a person has let it stand, ours are reminded of it at each threshold', () => {
  const ledger = heardOf(60);
  read(ledger, 1);

  expect(days(ledger, 61)).toEqual([
    'day 30: reminder 30',
    'day 46: reminder 14',
    'day 53: reminder 7',
    'day 59: reminder 1',
  ]);
  expect([31, 47].flatMap((day) => ask(ledger, day))).toEqual([]);
});

test('a day that leaves less than our migration is reminded of at once, and again as it comes near', () => {
  const ledger = heardOf(60);
  read(ledger, 1);

  expect(days(ledger, 31, { ...one, migrationDays: 90 })).toEqual([
    'day 0: reminder 90',
    'day 30: reminder 30',
  ]);
});

test('what the digest has said within a threshold is not reminded of', () => {
  const ledger = heardOf(12);
  const digest = ask(ledger, 0);
  read(ledger, 0);

  expect(digest).toEqual(['day 0: digest']);
  expect(days(ledger, 4)).toEqual([]);
  expect(ask(ledger, 5)).toEqual(['day 5: reminder 7']);
});

test('a change with a day of its own reminds in its place; what is not coming any more reminds of nothing', () => {
  const dated = heardOf(20);
  read(dated, 0);
  const finding = aFinding('end', {
    source: 'headers',
    cell: 'announced',
    inForce: false,
    subject: { method: 'GET', path: '/charges/{}', section: 'operation', location: '' },
  });
  const on = { on: date(20), known: 'agreement' as const, daysLeft: 20, late: false };
  const coming = { change: null, environment: 'sandbox', operation: null, what: finding.rule, ...on };
  dated.look(aLook(0, [finding], { coming: [{ ...coming, driftKey: finding.driftKey }] }));
  const gone = heardOf(20);
  read(gone, 0);
  gone.add(dayTime(0), [{ type: 'not-coming', environment: 'sandbox', subject: SUBJECT }]);

  expect(ask(dated, 7)).toEqual(['day 7: reminder 14']);
  expect(Object.values(dated.state.notices).filter(({ due }) => due.subject !== undefined)).toEqual([]);
  expect(ask(gone, 7)).toEqual([]);
});

test('digest and reminder read as they should', () => {
  const ledger = heardOf(10);
  const told = (step: string) => {
    const due = Object.values(ledger.state.notices).findLast((notice) => notice.due.step === step)?.due;
    if (!due) throw new Error(step);
    const notice = renderNotice({
      agreement: one,
      state: ledger.state,
      due,
      journeys: [],
      messageOf: sentence,
    });
    return {
      text: `${notice.subject}\n\n${notice.text}`.replace(ledger.state.head, 'HEAD'),
      data: notice.data,
    };
  };
  ask(ledger, 0);
  const digest = told('digest');
  read(ledger, 1);
  ask(ledger, 3);
  const reminder = told('reminder');

  expect(digest.text).toMatchInlineSnapshot(`
    "Acme Pay: what is to be read

    Acme Pay: 1 passage to read.

    To read in what they announced
      - 8860646b, read on 2026-11-01: GET /charges/{id}: removed on 2026-11-11,
        sooner than we can migrate
      What holds is written down with: forewarn coming add acme-pay
      What was read is ticked off with: forewarn coming read acme-pay ID

    --
    Ledger of acme-pay: entry 2
      HEAD
    "
  `);
  expect(digest.data).toMatchObject({ step: 'digest', changes: [], known: 0, toRead: [expect.any(String)] });
  expect(reminder.text).toMatchInlineSnapshot(`
    "Acme Pay: a date comes near: GET /charges/{id}

    Acme Pay announced the end of something that we use: 2026-11-11 is in 7 days.

    What
      GET /charges/{id} ends.

    From when, and how we know
      2026-11-11, in 7 days. Known from what they announced, read on 2026-11-01.
      Our migration takes 14 days outside of our change freeze: fewer are left.

    Whose step
      Ours: migrate, or ask them about the day.
      Written down for good with: forewarn coming add acme-pay --what "GET
      /charges/{id}" --change removed --on 2026-11-11

    --
    Ledger of acme-pay: entry 4
      HEAD
    "
  `);
  expect(reminder.data).toMatchObject({
    step: 'reminder',
    on: date(10),
    known: 'feed',
    daysLeft: 7,
    late: true,
  });
});
