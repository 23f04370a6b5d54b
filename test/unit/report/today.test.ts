import { describe, expect, it } from 'vitest';
import { applyTransitions } from '../../../src/core/ledger/fold.ts';
import { changeNow } from '../../../src/core/report/notice/notice-facts.ts';
import { entryLines } from '../../../src/core/report/shown/entry-lines.ts';
import { evidenceKey, evidenceRows } from '../../../src/core/report/shown/evidence.ts';
import { todayOf } from '../../../src/core/report/today/today.ts';
import {
  aFinding,
  aLedger,
  aLook,
  anAgreement,
  anOutage,
  dayTime,
  keyOf,
} from '../lifecycle/look-fixture.ts';

const agreement = anAgreement();
const REF = 'ACME-PAY-1';
const shipped = aFinding('amount', { source: 'documents', cell: 'shipped' });

function stateOf(...looks: ReturnType<typeof aLook>[]) {
  const ledger = aLedger();
  for (const look of looks) ledger.look(look);
  return ledger.state;
}

const today = (state: ReturnType<typeof stateOf>, day = 1, more = {}) =>
  todayOf([{ agreement, state, journeys: [], ...more }], [], dayTime(day));

describe('what is to be done', () => {
  it('is to release what waits, and the next step of both, before which they are not asked', () => {
    const steps = today(stateOf(aLook(0, [shipped])));
    expect(steps.map(({ kind, who, when, change }) => [kind, who, when, change])).toEqual([
      ['release', 'ours', 'now', REF],
      ['step', 'ours', 'undated', REF],
    ]);
    expect(steps[0]).toMatchObject({
      what: 'Release what Acme Pay would be told (2 notices), hold it or drop it',
      why: 'Get a charge: `amount`, which always came, is gone; it breaks us',
    });
  });

  it('has what is kept back at its day, and now again from that day on', () => {
    const until = dayTime(5).slice(0, 10);
    const held = { type: 'kept-back', change: REF, until, why: 'they are away' } as const;
    const state = applyTransitions(stateOf(aLook(0, [shipped])), dayTime(0), [held]);
    const release = (day: number) => today(state, day).find(({ kind }) => kind === 'release');
    expect(release(1)).toMatchObject({ when: 'dated', by: until });
    expect(release(5)).toMatchObject({ when: 'now', by: null });
  });

  it('asks the partner within a week of being told, and is late after it', () => {
    const state = stateOf(aLook(0, [aFinding('amount')]), aLook(1, [aFinding('amount')]));
    const notices = Object.values(state.notices).map((one) => [one.due.id, { ...one, sentAt: dayTime(1) }]);
    const told = { ...state, notices: Object.fromEntries(notices) };
    const asked = (day: number) => today(told, day);
    expect(asked(2)).toMatchObject([
      { kind: 'answer', who: 'theirs', by: dayTime(8).slice(0, 10), late: false },
    ]);
    expect(asked(9)).toMatchObject([{ kind: 'answer', who: 'theirs', late: true }]);
  });

  it('puts what cannot be checked with whose step it is, and passages to read last', () => {
    const blind = stateOf(aLook(0, []), anOutage(1), anOutage(5));
    const toRead = { partner: 'acme-pay', id: 'x', at: '', day: null, until: null, url: null, used: true };
    const steps = today(blind, 5, { toRead: [{ ...toRead, names: ['/charges'] }] });
    expect(steps.map(({ kind, who }) => [kind, who])).toEqual([
      ['read', 'ours'],
      ['sight', 'theirs'],
    ]);
    expect(steps[0]?.why).toBe('Named: /charges');
    expect(today(stateOf(aLook(0, [])), 1)).toEqual([]);
  });
});

describe('evidence and entries in the people’s words', () => {
  const state = stateOf(aLook(0, [shipped]));
  const change = state.changes[REF];
  if (!change) throw new Error('no change');

  it('stands side by side: there before, and by what was kept of the answer, not there now', () => {
    expect(changeNow(change, { state, agreement, journeys: [], at: dayTime(1) }).drifts).toHaveLength(1);
    const response = { status: 200, media: 'application/json', body: { fee: '<integer>' } };
    const kept = { exchanges: [{ operation: 'GET /charges/{}', purpose: 'interaction', response }] };
    const exchanges = new Map([[evidenceKey('sandbox', keyOf('amount')), kept]]);
    expect(evidenceRows(change, state, { document: null, exchanges })).toMatchObject([
      {
        operation: 'Get a charge',
        call: 'GET /charges/{id}',
        environment: 'sandbox',
        agreed: ['there'],
        seen: ['gone', 'status 200, application/json; there: absent; names in the same object: fee'],
      },
    ]);
  });

  it('does not tell as there what is only announced', () => {
    const coming = stateOf(
      aLook(0, [aFinding('amount', { source: 'documents', cell: 'announced', inForce: false })]),
    );
    const announced = Object.values(coming.changes)[0] as typeof change;
    const none = { document: null, exchanges: new Map() };
    expect(evidenceRows(announced, coming, none)[0]?.seen).toEqual(['not there yet: gone']);
  });

  it('says nothing of an answer with another status', () => {
    const response = { status: 422, media: 'application/json', body: {} };
    const kept = { exchanges: [{ operation: 'GET /charges/{}', purpose: 'interaction', response }] };
    const exchanges = new Map([[evidenceKey('sandbox', keyOf('amount')), kept]]);
    expect(evidenceRows(change, state, { document: null, exchanges })[0]?.seen).toEqual(['gone']);
  });

  it('tells days that were alike as one', () => {
    const run = (verdict: 'agrees' | 'drifts', n: number) => ({
      environment: 'sandbox',
      verdict,
      from: dayTime(0),
      to: dayTime(1),
      n,
    });
    const timeline = [
      run('agrees', 1),
      { ...run('agrees', 3), environment: 'production' },
      run('agrees', 24),
      run('drifts', 1),
    ];
    expect(entryLines({ transitions: [{ type: 'day', timeline }], notices: [] }, state)).toEqual([
      'looks until midnight: sandbox agrees with what was agreed (25 looks), production agrees with what was agreed (3 looks), sandbox differs from what was agreed (1 look)',
    ]);
  });

  it('names differences by the summary of the operation, also where an entry has their key alone', () => {
    const gone = { type: 'resolved', environment: 'sandbox', driftKey: keyOf('amount') } as const;
    const sources = { documents: 'agrees', live: 'agrees', pacts: 'agrees', headers: 'agrees' } as const;
    const verdict = { type: 'verdict', environment: null, from: 'drifts', to: 'agrees', sources } as const;
    expect(entryLines({ transitions: [gone, verdict], notices: [] }, state)).toEqual([
      'sandbox: gone: Get a charge: `amount`, which always came, is gone (breaks us)',
      'their document: agrees with what was agreed (before: differs from what was agreed)',
    ]);
  });
});
