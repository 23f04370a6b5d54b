import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../../src/core/agreement/types.ts';
import { renderReport } from '../../../src/core/report/render-report.ts';
import { aFinding, aReport, SURROUNDINGS } from './reports.ts';

const at = (place: string) => ({ pointer: { baseline: place, observed: null } });
const report = aReport([
  aFinding(at('#/a')),
  aFinding({ ...at('#/b'), severity: 'warning', level: 'warning' }),
  aFinding({ ...at('#/c'), severity: 'info', level: 'info' }),
  aFinding({ ...at('#/d'), suppressed: true }),
]);

const counts = (failOn: FailOn) => {
  const text = renderReport(report, 'junit', { ...SURROUNDINGS, failOn });
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  expect(text).toContain(`tests="4" failures="${count(/<failure /g)}" errors="0"`);
  return { cases: count(/<testcase /g), failures: count(/<failure /g), skipped: count(/<skipped /g) };
};

describe('JUnit', () => {
  it.each([
    ['level:breaking', 1],
    ['level:warning', 2],
    ['level:info', 3],
    ['may-break', 1],
    ['none', 0],
  ] as const)('fails what is at or above %s, and never what is ignored', (failOn, failures) => {
    expect(counts(failOn)).toEqual({ cases: 4, failures, skipped: 1 });
  });

  it('has one passing case where nothing differs', () => {
    const text = renderReport(aReport([]), 'junit', SURROUNDINGS);
    expect(text).toContain('<testcase classname="forewarn" name="no difference"/>');
    expect(text).toContain('tests="1" failures="0"');
  });
});
