import { expect, it } from 'vitest';
import { madeLines } from '../../../src/core/report/made-lines.ts';
import type { Report, ReportCheck } from '../../../src/core/report/types.ts';

const check = (made?: ReportCheck['made']): Report => ({
  schema: 'forewarn.report/1',
  command: 'check',
  verdict: 'agrees',
  summary: { breaking: 0, warning: 0, info: 0, breaks: 0 },
  checks: [
    {
      partner: 'shelf',
      environment: 'sandbox',
      verdict: 'agrees',
      at: '2026-11-22T08:00:00.000Z',
      sources: { documents: 'agrees', live: 'agrees', pacts: 'agrees', headers: 'agrees' },
      coverage: { used: 1, exercised: 1, skipped: { mode: 0, budget: 0, doNotCall: 0 } },
      ...(made ? { made } : {}),
    },
  ],
  findings: [],
  coming: [],
  notVerified: [],
});
const plain = (_: string, text: string) => text;

it('tells what may be left and what stays, and nothing of what was undone', () => {
  expect(madeLines(check(), plain)).toEqual([]);
  expect(madeLines(check({ made: 3, undone: 3, left: [], kept: [] }), plain)).toEqual([]);
  const since = '2026-11-20T08:00:00.000Z';
  const left = [{ what: 'an item is there', since, why: 'teardown step 1: HTTP 409' }];
  expect(madeLines(check({ made: 1, undone: 0, left, kept: ['a request to pay'] }), plain)).toEqual([
    '  shelf sandbox: "an item is there" of 2026-11-20 may still be there: teardown step 1: HTTP 409 · the next check tries again',
    '  shelf sandbox: what "a request to pay" makes or changes stays: name its teardown, or `none`, in states.yaml',
  ]);
});
