import { describe, expect, it } from 'vitest';
import { lagBetween } from '../../../src/core/coming/lag.ts';
import { knownSince, noticeGiven } from '../../../src/core/coming/notice-given.ts';
import { applyTransitions } from '../../../src/core/ledger/fold.ts';
import { comingDetails } from '../../../src/core/report/coming-words.ts';
import { aFinding, aLedger, aLook, dayTime, type TestLedger } from '../lifecycle/look-fixture.ts';
import { comingIn } from './coming-world.ts';

/** A change that is in force in the sandbox from one day on, and in production from another. */
function released(ledger: TestLedger, name: string, sandbox: number, production: number | null): void {
  const finding = aFinding(name, { cell: 'shipped', source: 'documents' });
  ledger.look(aLook(sandbox, [finding], { published: name }));
  if (production !== null)
    ledger.look(aLook(production, [finding], { environment: 'production', published: name }));
}

/** Two looks that see nothing, so that neither environment is at its first. */
function begun(): TestLedger {
  const ledger = aLedger();
  ledger.look(aLook(0, []));
  ledger.look(aLook(0, [], { environment: 'production' }));
  return ledger;
}

describe('an environment that is ahead', () => {
  it('shows what is coming to the other, without a date and without an estimate from one case', () => {
    const ledger = begun();
    released(ledger, 'a', 1, 7);
    released(ledger, 'b', 10, null);

    const records = comingIn({ input: { state: ledger.state, now: dayTime(12) } });

    expect(lagBetween(ledger.state, 'sandbox', 'production')).toBeNull();
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      environment: 'production',
      subject: 'GET /charges/{} response 200 application/json /b',
      on: null,
      known: 'sandbox',
      since: dayTime(10).slice(0, 10),
      estimate: null,
      late: false,
    });
  });

  it('says nothing of what we took over as agreed', () => {
    const ledger = begun();
    released(ledger, 'b', 10, null);
    const by = { kind: 'person', id: 'ana' } as const;
    const accepted = Object.keys(ledger.state.drifts).map(
      (driftKey) => ({ type: 'accepted', environment: 'sandbox', driftKey, by }) as const,
    );
    const state = applyTransitions(ledger.state, dayTime(11), accepted);

    expect(accepted).toHaveLength(1);
    expect(comingIn({ input: { state: ledger.state, now: dayTime(12) } })).toHaveLength(1);
    expect(comingIn({ input: { state, now: dayTime(12) } })).toEqual([]);
  });

  it('gives an estimate from two cases on, which is never late', () => {
    const ledger = begun();
    released(ledger, 'a', 1, 7);
    released(ledger, 'b', 8, 22);
    released(ledger, 'c', 24, null);

    const [one] = comingIn({ input: { state: ledger.state, now: dayTime(26) } });

    expect(lagBetween(ledger.state, 'sandbox', 'production')).toEqual({
      cases: 2,
      medianDays: 6,
      shortestDays: 6,
      longestDays: 14,
    });
    expect(one?.estimate).toEqual({
      on: dayTime(30).slice(0, 10),
      earliest: dayTime(30).slice(0, 10),
      latest: dayTime(38).slice(0, 10),
      daysLeft: 4,
      medianDays: 6,
      cases: 2,
    });
    expect(one).toMatchObject({
      on: null,
      daysLeft: null,
      late: false,
      notice: { given: null, short: false },
    });
    expect(one && comingDetails(one)).toContain(
      'about 2026-12-01 (2026-12-01 to 2026-12-09): an estimate, 6 days as in 2 earlier cases',
    );
  });

  it('takes many differences of one change for one case, and what has arrived for no coming one', () => {
    const ledger = begun();
    const both = ['a', 'b'].map((name) => aFinding(name, { cell: 'shipped', source: 'documents' }));
    ledger.look(aLook(1, both, { published: 'v2' }));
    ledger.look(aLook(9, both, { environment: 'production', published: 'v2' }));

    expect(lagBetween(ledger.state, 'sandbox', 'production')).toBeNull();
    expect(comingIn({ input: { state: ledger.state, now: dayTime(12) } })).toEqual([]);
  });

  it('has one record with a date where the other says so by itself', () => {
    const ledger = begun();
    released(ledger, 'amount', 10, null);
    const what = 'GET /charges/{id} response 200 application/json /amount';
    const announced = [{ what, change: 'removed', on: '2027-03-01', heard: null }];

    const records = comingIn({ agreement: { announced }, input: { state: ledger.state, now: dayTime(12) } });

    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ on: '2027-03-01', known: 'agreement', change: 'ACME-PAY-1' });
    expect(records[0]?.sources.map(({ known }) => known)).toEqual(['agreement', 'sandbox']);
  });
});

describe('words of the agreement that are a difference of the ledger', () => {
  it('are one record, with its change', () => {
    const ledger = aLedger();
    const subject = { method: 'GET', path: '/charges/{}', section: 'operation', location: '' } as const;
    const facts = { rule: 'change-heard', subject, cell: 'announced', inForce: false } as const;
    ledger.look(aLook(1, [{ ...aFinding('heard', { source: 'headers' }), ...facts }]));
    const announced = [{ what: 'getCharge', change: 'answers in pages', on: '2027-03-01', heard: null }];

    const records = comingIn({
      agreement: { announced },
      input: { state: ledger.state, now: dayTime(12), environment: null, published: { kind: 'none' } },
    });

    expect(records.map(({ what, on, change }) => [what, on, change])).toEqual([
      ['answers in pages', '2027-03-01', 'ACME-PAY-1'],
    ]);
  });
});

describe('notice given', () => {
  it.each([
    ['from the first record', [{ on: '2027-01-01', since: '2026-10-01' }], '2027-01-01', '2026-10-01'],
    [
      'from the beginning where it was put off',
      [
        { on: '2027-01-01', since: '2026-10-01' },
        { on: '2027-06-01', since: '2026-11-01' },
      ],
      '2027-06-01',
      '2026-10-01',
    ],
    [
      'from when it was brought forward',
      [
        { on: '2027-06-01', since: '2026-10-01' },
        { on: '2026-11-25', since: '2026-11-22' },
      ],
      '2026-11-25',
      '2026-11-22',
    ],
    [
      'from when it was known to come at all',
      [
        { on: null, since: '2026-09-01' },
        { on: '2026-11-25', since: '2026-11-22' },
      ],
      '2026-11-25',
      '2026-09-01',
    ],
    ['from nothing', [], '2026-11-25', null],
  ])('counts %s', (_, known, on, since) => {
    expect(knownSince(known, on)).toBe(since);
  });

  it('is short only against what was agreed', () => {
    expect(noticeGiven(90, '2026-11-22', '2026-11-25')).toEqual({ agreed: 90, given: 3, short: true });
    expect(noticeGiven(null, '2026-11-22', '2026-11-25').short).toBe(false);
    expect(noticeGiven(90, '2026-11-22', null)).toEqual({ agreed: 90, given: null, short: false });
  });
});
