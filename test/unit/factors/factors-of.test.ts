import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import { FACTOR_RULES } from '../../../src/core/factors/factor-rules.ts';
import { factorsOf } from '../../../src/core/factors/factors-of.ts';
import { FACTOR_KINDS } from '../../../src/core/factors/types.ts';
import { emptyState } from '../../../src/core/ledger/fold.ts';
import type { Change, PartnerState } from '../../../src/core/ledger/types.ts';

const change = { ref: 'ACME-PAY-1', openedAt: '2026-12-10T06:00:00.000Z', drifts: ['k'] } as Change;
const facts = {
  driftKey: 'k',
  subject: 'GET /a response 200 application/json /status',
  level: 'breaking',
  cell: 'undocumented-change',
  rule: 'response-property-enum-value-added',
  usageGrade: 'mentioned',
};
const life = (confirmedAt: string) => ({ confirmedAt, facts });
const state = {
  ...emptyState('acme-pay'),
  drifts: {
    k: {
      environments: {
        sandbox: life('2026-12-10T06:00:00.000Z'),
        production: life('2026-12-13T06:00:00.000Z'),
      },
    },
  },
  notices: {
    n: {
      due: { change: 'ACME-PAY-1', held: true, side: 'theirs' },
      at: '2026-12-10T06:00:00.000Z',
      releasedAt: '2026-12-15T06:00:00.000Z',
    },
  },
} as unknown as PartnerState;
const agreement = {
  environments: [
    { name: 'sandbox', aheadOf: 'production' },
    { name: 'production', aheadOf: null },
  ],
  schedule: { everyMs: 86_400_000 },
  noticeDays: { breaking: 90 },
  migrationDays: 14,
  changeFreeze: [{ from: '2026-12-20', to: '2027-01-04', why: null }],
} as unknown as Agreement;

describe('contributing factors', () => {
  it('are several at once, of every kind, each with evidence and with what would have shown it earlier', () => {
    const factors = factorsOf(change, { state, agreement, side: 'ours' });
    expect(factors.map(({ id }) => id)).toEqual(
      FACTOR_RULES.map(({ id }) => id).filter((id) => id !== 'no-notice-agreed'),
    );
    expect(new Set(factors.map(({ kind }) => kind))).toEqual(new Set(FACTOR_KINDS));
    for (const one of factors) expect(one.evidence.length).toBeGreaterThan(0);
    const sandbox = factors.find(({ id }) => id === 'sandbox-was-ahead');
    expect(sandbox?.earlier).toContain('3 days before');
  });

  it('among people are for our side alone', () => {
    const theirs = factorsOf(change, { state, agreement, side: 'theirs' });
    expect(theirs.some(({ kind }) => kind === 'people')).toBe(false);
    expect(theirs.length).toBeGreaterThan(3);
  });

  it('are none where nothing points to one', () => {
    const quiet = {
      ...agreement,
      schedule: { everyMs: 3_600_000 },
      noticeDays: { breaking: null },
      changeFreeze: [],
    };
    const empty = emptyState('acme-pay');
    expect(
      factorsOf(change, { state: empty, agreement: quiet as unknown as Agreement, side: 'ours' }),
    ).toEqual([]);
  });
});
