import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../../src/core/agreement/types.ts';
import { readXml, type XmlElement } from '../../../src/core/feed/read-xml.ts';
import { junitProblems, miscounted } from './junit-schema.ts';
import { rendered } from './rendered.ts';
import { aFinding, aReport, ROOT, reportOf, SURROUNDINGS } from './reports.ts';

const at = (place: string) => ({ pointer: { baseline: place, observed: null } });
const report = aReport([
  aFinding(at('#/a')),
  aFinding({ ...at('#/b'), severity: 'warning', level: 'warning' }),
  aFinding({ ...at('#/c'), severity: 'info', level: 'info' }),
  aFinding({ ...at('#/d'), suppressed: true }),
]);

const counts = (failOn: FailOn) => {
  const text = rendered(report, 'junit', { ...SURROUNDINGS, failOn });
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
    const text = rendered(aReport([]), 'junit', SURROUNDINGS);
    expect(text).toContain('<testcase classname="forewarn" name="no difference"/>');
    expect(text).toContain('tests="1" failures="0"');
  });
});

describe.each(readdirSync(ROOT))('JUnit of %s', (name) => {
  it.each(['may-break', 'level:info', 'none'] as const)(
    'is valid by the common schema, and counts right (%s)',
    (failOn) => {
      const root = readXml(rendered(reportOf(name), 'junit', { ...SURROUNDINGS, failOn })) as XmlElement;
      expect(root.name).toBe('testsuites');
      expect([...junitProblems(root)]).toEqual([]);
      expect([...miscounted(root)]).toEqual([]);
    },
  );
});

describe('the schema of JUnit', () => {
  const problems = (text: string) => [...junitProblems(readXml(text) as XmlElement)];

  it.each([
    ['<testsuite tests="1"/>', 'testsuite: has no name'],
    ['<testsuite name="a" tests="one"/>', 'testsuite: tests is no count: one'],
    ['<testsuite name="a" tests="0" colour="red"/>', 'testsuite: may not have colour'],
    ['<testsuites><testcase name="a"/></testsuites>', 'testsuites: may not have testcase'],
    ['<testcase name="a">said</testcase>', 'testcase: may not have text'],
  ])('refuses %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
