import { describe, expect, it } from 'vitest';
import type { NotVerified, Verdict } from '../../../src/core/drift/finding.ts';
import { type VerdictInput, verdictOf, worst } from '../../../src/core/drift/verdict.ts';
import { comingOf, findingOf } from './finding-of.ts';

const unseen: NotVerified = {
  partner: 'orders',
  environment: 'sandbox',
  source: 'live',
  class: 'timeout',
  interaction: null,
  operation: null,
  detail: 'no answer in 10 s',
  next: 'wait',
};
const QUIET: VerdictInput = {
  findings: [],
  notVerified: [],
  coming: [],
  coverage: { used: 2, exercised: 2, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
  configured: { documents: true, live: true, pacts: true, headers: true },
};
const skippedAll = { used: 2, exercised: 0, skipped: { mode: 2, budget: 0, doNotCall: 0 } };

const ROWS: [string, Partial<VerdictInput>, Verdict][] = [
  ['nothing', {}, 'agrees'],
  ['a break in force', { findings: [findingOf()] }, 'drifts'],
  ['what may break, in force', { findings: [findingOf({ effect: 'may-break' })] }, 'drifts'],
  ['use unknown, breaking', { findings: [findingOf({ effect: 'unknown' })] }, 'drifts'],
  ['use unknown, a warning', { findings: [findingOf({ effect: 'unknown', level: 'warning' })] }, 'agrees'],
  ['what touches nothing', { findings: [findingOf({ effect: 'none' })] }, 'agrees'],
  ['what loosens', { findings: [findingOf({ effect: 'loosens' })] }, 'agrees'],
  ['only suspected', { findings: [findingOf({ state: 'suspected' })] }, 'agrees'],
  ['a known difference', { findings: [findingOf({ state: 'standing' })] }, 'agrees'],
  ['suppressed by the agreement', { findings: [findingOf({ suppressed: true })] }, 'agrees'],
  [
    'coming in documents',
    { findings: [findingOf({ source: 'documents', cell: 'announced', inForce: false })] },
    'changing',
  ],
  ['coming by a date', { coming: [comingOf()] }, 'changing'],
  ['an outage', { notVerified: [unseen] }, 'not-verified'],
  ['an outage and a break', { notVerified: [unseen], findings: [findingOf()] }, 'drifts'],
  ['an outage and a coming change', { notVerified: [unseen], coming: [comingOf()] }, 'not-verified'],
  ['everything skipped', { coverage: skippedAll }, 'not-verified'],
  [
    'nothing to look at',
    { configured: { documents: false, live: false, pacts: false, headers: false } },
    'not-verified',
  ],
];

describe('the verdict of a check', () => {
  it.each(ROWS)('%s', (_name, change, verdict) => {
    expect(verdictOf({ ...QUIET, ...change }).verdict).toBe(verdict);
  });

  it('says of each source what it alone showed', () => {
    const shipped = findingOf({ source: 'documents', alsoIn: ['live', 'pacts'], cell: 'shipped' });
    expect(verdictOf({ ...QUIET, findings: [shipped] }).sources).toEqual({
      documents: 'drifts',
      live: 'drifts',
      pacts: 'drifts',
      headers: 'agrees',
    });
    expect(verdictOf({ ...QUIET, findings: [findingOf()] }).sources).toMatchObject({
      documents: 'agrees',
      live: 'drifts',
    });
  });

  it('is blind in pacts where the document was not read, and in headers where no answer came', () => {
    const document = { ...unseen, source: 'documents' as const, class: 'document-unreadable' as const };
    expect(verdictOf({ ...QUIET, notVerified: [document] }).sources).toEqual({
      documents: 'not-verified',
      live: 'agrees',
      pacts: 'not-verified',
      headers: 'agrees',
    });
    expect(verdictOf({ ...QUIET, coverage: skippedAll }).sources).toMatchObject({
      live: 'not-verified',
      headers: 'not-verified',
    });
  });

  it('of several checks is the worst', () => {
    expect(worst(['agrees', 'changing', 'not-verified', 'drifts'])).toBe('drifts');
    expect(worst(['agrees', 'changing', 'not-verified'])).toBe('not-verified');
    expect(worst(['agrees', 'changing'])).toBe('changing');
    expect(worst(['agrees'])).toBe('agrees');
    expect(worst([])).toBe('not-verified');
  });
});
