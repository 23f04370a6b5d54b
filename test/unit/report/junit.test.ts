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
    expect(text).toContain('<testcase classname="forewarn" name="no difference" time="0"/>');
    expect(text).toContain('tests="1" failures="0"');
  });
});

describe.each(readdirSync(ROOT))('JUnit of %s', (name) => {
  it.each(['may-break', 'level:info', 'none'] as const)(
    'is valid by both common schemas, and counts right (%s)',
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

  const suite = (attributes: string, inside: string) =>
    `<testsuite name="a" package="b" id="0" hostname="c" tests="1" failures="0" errors="0" time="0" ${attributes}>${inside}</testsuite>`;
  const at = 'timestamp="2026-11-23T06:00:00"';
  const ends = '<system-out/><system-err/>';
  const aCase = '<testcase name="a" classname="b" time="0"/>';

  it('takes what both schemas take', () => {
    expect(problems(suite(at, `<properties/>${aCase}${aCase}${ends}`))).toEqual([]);
  });

  it.each([
    ['<testsuites name="a"/>', 'testsuites: may not have name'],
    ['<testsuites><testcase name="a"/></testsuites>', 'testsuites: may not have testcase there'],
    [suite('', `<properties/>${ends}`), 'testsuite: has no timestamp'],
    [
      suite('timestamp="2026-11-23T06:00:00Z"', `<properties/>${ends}`),
      'testsuite: timestamp is no instant: 2026-11-23T06:00:00Z',
    ],
    [suite(`${at} skipped="one"`, `<properties/>${ends}`), 'testsuite: skipped is no count: one'],
    [suite(`${at} colour="red"`, `<properties/>${ends}`), 'testsuite: may not have colour'],
    [suite(at, ends), 'testsuite: has no properties where it should be'],
    [suite(at, `<properties/><system-err/>`), 'testsuite: has no system-out where it should be'],
    [suite(at, `<properties/>${ends}${aCase}`), 'testsuite: may not have testcase there'],
    ['<testcase name="a" time="0"/>', 'testcase: has no classname'],
    ['<testcase name="a" classname="b" time="0">said</testcase>', 'testcase: may not have text'],
    [
      '<testcase name="a" classname="b" time="0"><skipped/><skipped/></testcase>',
      'testcase: may not have skipped there',
    ],
    ['<failure message="a"/>', 'failure: has no type'],
  ])('refuses %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
