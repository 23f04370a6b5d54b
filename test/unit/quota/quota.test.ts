import { describe, expect, it } from 'vitest';
import { giveCallBack, pauseCalls, takeCall, UNUSED } from '../../../src/core/quota/quota.ts';
import { readQuota } from '../../../src/core/quota/read-quota.ts';
import type { QuotaAsk, QuotaState } from '../../../src/core/quota/types.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const HOUR_MS = 3_600_000;

function ask(more: Partial<QuotaAsk> = {}): QuotaAsk {
  return {
    limits: { requestsPerSecond: 2, concurrent: 1, callsPerDay: null },
    now: NOW,
    holdMs: 10_000,
    origin: 'https://api.acme-pay.example',
    ...more,
  };
}

function taken(state: QuotaState, more: Partial<QuotaAsk>, hold: string): QuotaState {
  const outcome = takeCall(state, ask(more), hold);
  expect(outcome.grant.kind).toBe('granted');
  return outcome.state;
}

describe('whose turn it is', () => {
  it('is that of who asked first, though others ask more often', () => {
    let state = taken(UNUSED, { asker: 'a' }, '1');
    ({ state } = takeCall(state, ask({ asker: 'b', now: NOW + 10 }), '2'));
    ({ state } = takeCall(state, ask({ asker: 'a', now: NOW + 20 }), '3'));
    state = { ...state, holds: [] };
    const again = takeCall(state, ask({ asker: 'a', now: NOW + 600 }), '4');
    expect(again.grant.kind).toBe('retry');
    expect(takeCall(again.state, ask({ asker: 'b', now: NOW + 700 }), '5').grant.kind).toBe('granted');
  });

  it('passes over who has gone', () => {
    let state = taken(UNUSED, { asker: 'a' }, '1');
    ({ state } = takeCall(state, ask({ asker: 'gone', now: NOW + 10 }), '2'));
    state = { ...state, holds: [] };
    expect(takeCall(state, ask({ asker: 'a', now: NOW + 3_000 }), '3').grant.kind).toBe('granted');
  });

  it('comes when the call of a dead process must be over', () => {
    const state = taken(UNUSED, {}, '1');
    expect(takeCall(state, ask({ now: NOW + 9_999 }), '2').grant).toMatchObject({
      kind: 'retry',
      at: NOW + 10_000,
      why: 'turn',
    });
    expect(takeCall(state, ask({ now: NOW + 10_000 }), '2').grant.kind).toBe('granted');
  });

  it('is told at once where it would come too late', () => {
    const state = { ...UNUSED, next: NOW + 5_000 };
    expect(takeCall(state, ask({ latest: NOW + 4_000 }), '1').grant).toEqual({
      kind: 'late',
      at: NOW + 5_000,
      why: 'turn',
    });
  });
});

describe('a call that left late, since its connection took long', () => {
  const given = (sentAt: number) => giveCallBack(taken(UNUSED, {}, '1'), '1', sentAt).next;

  it('keeps the next one at its distance', () => expect(given(NOW + 300)).toBe(NOW + 800));
  it('that left in time changes nothing', () => expect(given(NOW)).toBe(NOW + 500));
  it('moves nothing further than it may have run', () => expect(given(NOW + 9e9)).toBe(NOW + 10_500));
});

describe('a pause', () => {
  const origin = 'https://api.acme-pay.example';

  it('is kept, told with its end, and no matter of another origin', () => {
    const state = pauseCalls(UNUSED, origin, NOW + HOUR_MS, NOW);
    expect(takeCall(state, ask({ latest: NOW + 1_000 }), '1').grant).toEqual({
      kind: 'late',
      at: NOW + HOUR_MS,
      why: 'pause',
    });
    expect(takeCall(state, ask(), '1').grant).toEqual({ kind: 'retry', at: NOW + HOUR_MS, why: 'pause' });
    const other = ask({ origin: 'https://sandbox.acme-pay.example' });
    expect(takeCall(state, other, '1').grant).toMatchObject({ kind: 'granted', at: NOW });
  });

  it('ends after a day, however long was asked for, and is not cut short by a later word', () => {
    const forever = pauseCalls(UNUSED, origin, Number.MAX_SAFE_INTEGER, NOW);
    expect(forever.pauses[origin]).toBe(NOW + 24 * HOUR_MS);
    expect(pauseCalls(forever, origin, NOW + 1, NOW).pauses[origin]).toBe(NOW + 24 * HOUR_MS);
  });

  it('of ever new origins does not fill the store', () => {
    let state = UNUSED;
    for (let n = 0; n < 200; n++)
      state = pauseCalls(state, `https://n${n}.acme-pay.example`, NOW + HOUR_MS, NOW);
    expect(Object.keys(state.pauses).length).toBeLessThanOrEqual(16);
  });
});

describe('a clock that was set back', () => {
  it('stops the calls for a turn, not for the time it was set back by', () => {
    const state = taken(UNUSED, { now: NOW + 9 * HOUR_MS }, '1');
    expect(takeCall(state, ask(), '2').grant).toEqual({ kind: 'granted', at: NOW + 500, hold: '2' });
  });
});

describe('a stored quota', () => {
  it('is read as it was written', () => {
    const state = pauseCalls(taken(UNUSED, { asker: 'a' }, '1'), 'https://a.example', NOW + 5, NOW);
    expect(readQuota(JSON.stringify(state))).toEqual(state);
  });

  it.each(['', '{', 'null', '[]', '{}', '{"next":0}', JSON.stringify({ ...UNUSED, counts: { x: 1 } })])(
    'is nothing where it is %j',
    (text) => expect(readQuota(text)).toBeNull(),
  );
});
