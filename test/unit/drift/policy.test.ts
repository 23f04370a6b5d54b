import { describe, expect, it } from 'vitest';
import type { Exception } from '../../../src/core/agreement/types.ts';
import { daysBetween, isLate, workableDays } from '../../../src/core/drift/calendar.ts';
import { isSuppressed, severityOf } from '../../../src/core/drift/severity.ts';
import { neighbour, sightElsewhere, stageOf } from '../../../src/core/drift/stage.ts';
import { emptyState } from '../../../src/core/ledger/fold.ts';
import { findingOf } from './finding-of.ts';

describe('severity', () => {
  it('makes an undecided claim a warning at most, and lets policy speak last', () => {
    expect(severityOf(findingOf({ proof: 'undecided' }), {})).toBe('warning');
    expect(severityOf(findingOf({ proof: 'undecided', level: 'info' }), {})).toBe('info');
    expect(severityOf(findingOf({ proof: 'structural' }), {})).toBe('breaking');
    const rule = 'response-required-property-removed';
    expect(severityOf(findingOf({ proof: 'undecided' }), { [rule]: 'breaking' })).toBe('breaking');
    expect(severityOf(findingOf(), { [rule]: 'none' })).toBe('none');
  });
});

describe('suppression', () => {
  const known = { fingerprint: 'f1', change: 'ORDERS-3' };
  const by = (one: Exception['by'], until: string | null = null): Exception => ({
    by: one,
    until,
    why: 'a shim',
    who: null,
  });
  const suppressed = (one: Exception, now = '2026-11-02T12:00:00.000Z') =>
    isSuppressed(findingOf(), known, [one], now);

  it.each<[Exception['by'], boolean]>([
    [{ ref: 'ORDERS-3' }, true],
    [{ ref: 'ORDERS-4' }, false],
    [{ fingerprint: 'f1' }, true],
    [{ rule: 'response-required-property-removed' }, true],
    [{ rule: 'api-removed-without-deprecation' }, false],
    [{ operation: 'getOrder' }, true],
    [{ operation: 'GET /orders/{id}' }, true],
    [{ operation: 'GET /orders/{}' }, true],
    [{ operation: 'GET /others' }, false],
    [{ subject: 'GET /orders/{} response 200 application/json /total' }, true],
    [{ subject: 'GET /orders/{} response 200 application/json /tax' }, false],
  ])('by %j is %s', (what, expected) => {
    expect(suppressed(by(what))).toBe(expected);
  });

  it('holds on its last day and not after', () => {
    expect(suppressed(by({ fingerprint: 'f1' }, '2026-11-02'))).toBe(true);
    expect(suppressed(by({ fingerprint: 'f1' }, '2026-11-01'))).toBe(false);
  });
});

describe('days', () => {
  const freeze = [{ from: '2026-12-20', to: '2027-01-04', why: null }];

  it('are counted from midnight to midnight UTC', () => {
    expect(daysBetween('2026-11-02T23:59:59.000Z', '2026-11-03')).toBe(1);
    expect(daysBetween('2026-11-03', '2026-11-02T00:00:00.000Z')).toBe(-1);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  it('inside our change freeze do not help us', () => {
    expect(workableDays('2026-12-18', '2027-01-06', freeze)).toBe(3);
    expect(workableDays('2026-12-18', '2027-01-06', [])).toBe(19);
  });

  it('are too few once migration does not fit', () => {
    const agreement = { migrationDays: 14, changeFreeze: freeze };
    expect(isLate('2026-11-02', '2026-11-16', agreement)).toBe(false);
    expect(isLate('2026-11-03', '2026-11-16', agreement)).toBe(true);
    expect(isLate('2026-12-10', '2027-01-08', agreement)).toBe(true);
    expect(isLate('2026-11-03', '2026-11-04', { migrationDays: null, changeFreeze: [] })).toBe(false);
  });
});

describe('stages', () => {
  it.each([
    [true, 'in-force', 'early', 'everywhere'],
    [true, 'in-force', 'late', 'everywhere'],
    [true, 'not-in-force', 'early', 'ahead'],
    [false, 'in-force', 'late', 'ahead'],
    [false, 'in-force', 'early', 'behind'],
    [true, 'not-in-force', 'late', 'behind'],
    [false, 'not-in-force', 'early', 'nowhere-yet'],
    [false, 'not-in-force', 'late', 'nowhere-yet'],
    [true, 'unseen', 'early', 'one-sided'],
    [false, 'unseen', 'late', 'nowhere-yet'],
    [true, 'in-force', 'alone', 'one-sided'],
  ] as const)('here %s, there %s, %s: %s', (here, there, role, stage) => {
    expect(stageOf(here, there, role)).toBe(stage);
  });

  it('know the environment beside', () => {
    const environment = (name: string, aheadOf: string | null) =>
      ({ name, aheadOf, url: '', published: null, auth: null, mode: 'read-only' }) as const;
    const agreement = {
      environments: [environment('sandbox', 'production'), environment('production', null)],
    };
    type Whole = Parameters<typeof neighbour>[0];
    expect(neighbour(agreement as unknown as Whole, 'sandbox')).toEqual({
      name: 'production',
      role: 'early',
    });
    expect(neighbour(agreement as unknown as Whole, 'production')).toEqual({ name: 'sandbox', role: 'late' });
    expect(neighbour(agreement as unknown as Whole, null)).toBeNull();
  });

  it('take what was never looked at, or too long ago, for unseen', () => {
    const state = emptyState('orders');
    expect(sightElsewhere(state, 'd1', 'production', true)).toBe('unseen');
    state.environments.production = {
      verdict: 'agrees',
      since: null,
      sources: null,
      published: null,
      firstLook: '2026-11-01T00:00:00.000Z',
      blind: null,
    };
    expect(sightElsewhere(state, 'd1', 'production', true)).toBe('not-in-force');
    expect(sightElsewhere(state, 'd1', 'production', false)).toBe('unseen');
  });
});
