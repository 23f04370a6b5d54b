import { describe, expect, it } from 'vitest';
import { fitsPattern } from '../../../src/core/policy/covers.ts';
import { judgePolicy, type PolicyInput } from '../../../src/core/policy/judge-policy.ts';
import type { IgnoreEntry } from '../../../src/core/policy/types.ts';
import { differenceOf } from './difference-of.ts';

const RULE = 'response-required-property-removed';
const SUBJECT = 'GET /orders/{} response 200 application/json /lines/*/total';
const judge = (policy: Partial<PolicyInput>) =>
  judgePolicy({ severity: [], ignore: [], today: '2026-11-22T10:00:00Z', ...policy });
const entry = (by: IgnoreEntry['by'], until: string | null = null): IgnoreEntry => ({ by, until, why: null });

describe('a pattern', () => {
  it.each([
    ['GET /orders', 'GET /orders', true],
    ['GET /orders', 'GET /orders/{}', false],
    ['GET /orders**', 'GET /orders/{}', true],
    ['** /orders/**', 'DELETE /orders/{}', true],
    ['**response**/total', SUBJECT, true],
    ['**request**/total', SUBJECT, false],
    ['**', '', true],
    ['ab**ba', 'aba', false],
    ['a**b**b', 'ab', false],
    ['a**b**b', 'abb', true],
  ])('%j on %j is %s', (pattern, text, fits) => {
    expect(fitsPattern(pattern, text)).toBe(fits);
  });

  it('is linear in a hostile text', () => {
    const started = performance.now();
    expect(fitsPattern(`${'**a'.repeat(200)}**b`, 'a'.repeat(200_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('severity', () => {
  it('is the last word that fits, at a place or in general', () => {
    const severity = [
      { rule: RULE, level: 'warning' as const },
      { rule: RULE, operation: 'getOrder', level: 'info' as const },
      { rule: RULE, subject: '**/tax', level: 'none' as const },
    ];
    const { severityOf } = judge({ severity });
    expect(severityOf(differenceOf())).toBe('info');
    expect(severityOf(differenceOf({ operation: null }))).toBe('warning');
    expect(severityOf(differenceOf({ rule: 'other' }))).toBe('breaking');
    expect(severityOf(differenceOf({ subject: { ...differenceOf().subject, location: '/tax' } }))).toBe(
      'none',
    );
  });

  it('makes what is undecided a warning, unless a rule speaks', () => {
    const undecided = differenceOf({ proof: 'undecided' });
    expect(judge({}).severityOf(undecided)).toBe('warning');
    expect(judge({ severity: [{ rule: RULE, level: 'breaking' }] }).severityOf(undecided)).toBe('breaking');
  });
});

describe('an ignore entry', () => {
  it.each([
    [{ rule: RULE }, true],
    [{ rule: 'other' }, false],
    [{ operation: 'getOrder' }, true],
    [{ operation: 'GET /orders/{}' }, true],
    [{ operation: 'GET /orders/{orderId}' }, true],
    [{ operation: '** /orders/**' }, true],
    [{ operation: 'GET /others' }, false],
    [{ subject: SUBJECT }, true],
    [{ subject: `${SUBJECT}s` }, false],
    [{ fingerprint: 'f'.repeat(32) }, true],
    [{ fingerprint: 'e'.repeat(32) }, false],
  ])('by %j is %s', (by, ignored) => {
    expect(judge({ ignore: [entry(by)] }).isIgnored(differenceOf(), 'f'.repeat(32))).toBe(ignored);
  });

  it('holds on its last day, and after it does nothing and says so', () => {
    const held = judge({ ignore: [entry({ rule: RULE }, '2026-11-22')] });
    expect([held.isIgnored(differenceOf(), ''), held.notes()]).toEqual([true, []]);
    const ended = judge({ ignore: [{ ...entry({ rule: RULE }, '2026-11-21'), why: 'a shim' }] });
    expect(ended.isIgnored(differenceOf(), '')).toBe(false);
    expect(ended.notes()).toEqual([
      {
        kind: 'expired',
        message: `the entry rule ${RULE} ended on 2026-11-21 and ignores nothing (a shim)`,
        place: null,
      },
    ]);
    const timeless = judge({ ignore: [entry({ rule: RULE }, '2026-11-21')], today: null });
    expect(timeless.isIgnored(differenceOf(), '')).toBe(true);
  });

  it('that fits nothing is told, with its place; a rule without a place is not', () => {
    const from = { file: 'policy.yaml', line: 4 };
    const quiet = judge({
      ignore: [{ ...entry({ operation: 'GET /gone' }), from }],
      severity: [
        { rule: 'other', level: 'none' },
        { rule: RULE, operation: 'GET /gone', level: 'none', from },
      ],
    });
    quiet.severityOf(differenceOf());
    quiet.isIgnored(differenceOf(), '');
    expect(quiet.notes()).toEqual([
      {
        kind: 'matched-nothing',
        message: `the severity of ${RULE} at GET /gone fits no difference`,
        place: from,
      },
      { kind: 'matched-nothing', message: 'the entry operation GET /gone fits no difference', place: from },
    ]);
  });
});
