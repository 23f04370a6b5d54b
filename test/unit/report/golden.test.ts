import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReportFormat, Surroundings } from '../../../src/core/report/surroundings.ts';
import type { PrintedReport, Report } from '../../../src/core/report/types.ts';
import { rendered } from './rendered.ts';
import { ROOT, reportOf, SURROUNDINGS } from './reports.ts';

const FILES: [format: ReportFormat, file: string, more?: Partial<Surroundings>][] = [
  ['human', 'human.txt'],
  ['human', 'explained.txt', { explain: true }],
  ['markdown', 'report.md'],
  ['junit', 'junit.xml'],
  ['sarif', 'report.sarif'],
  ['github', 'github.txt'],
  ['html', 'page.html'],
];

describe.each(readdirSync(ROOT))('report %s', (name) => {
  it.each(FILES)('reads as %s (%s) as kept', async (format, file, more) => {
    const text = rendered(reportOf(name), format, { ...SURROUNDINGS, ...more });
    await expect(text).toMatchFileSnapshot(`../../golden/report/${name}/${file}`);
  });

  it('says the same as JSON, and has each finding in one row', () => {
    const report = reportOf(name);
    const text = rendered(report, 'json', SURROUNDINGS);
    const { rows, ...rest } = JSON.parse(text) as PrintedReport;
    expect(rest).toEqual(report);
    expect(rows.flatMap(({ fingerprints }) => fingerprints).sort()).toEqual(
      report.findings.map(({ fingerprint }) => fingerprint).sort(),
    );
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('a report', () => {
  const human = (report: Report, more: Partial<Surroundings> = {}) =>
    rendered(report, 'human', { ...SURROUNDINGS, ...more });

  it('has the same JSON whatever the order of keys', () => {
    const report = reportOf('check');
    const turned = report.findings.map((one) => Object.fromEntries(Object.entries(one).reverse()));
    const findings = turned as unknown as Report['findings'];
    expect(rendered({ ...report, findings }, 'json', SURROUNDINGS)).toBe(
      rendered(report, 'json', SURROUNDINGS),
    );
  });

  it('carries colours only where asked', () => {
    const introducer = '\u001b';
    expect(human(reportOf('check'))).not.toContain(introducer);
    expect(human(reportOf('diff'), { colour: true })).toContain(`${introducer}[31m`);
  });

  it('wraps at the width given, without losing a word', () => {
    const report = reportOf('check');
    const narrow = human(report, { width: 60 });
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(narrow.split(/\s+/)).toEqual(human(report).split(/\s+/));
  });

  it('cuts a long list and says how many are left', () => {
    const report = reportOf('diff');
    const [, , finding] = report.findings;
    if (finding) {
      report.findings = Array.from({ length: 75 }, (_, index) => ({
        ...finding,
        pointer: { baseline: `#/${index}`, observed: null },
      }));
    }
    const lines = human(report).split('\n');
    expect(lines.filter((line) => line.includes('deleteOrder'))).toHaveLength(60);
    expect(lines).toContain('  and 15 more (all of them: --format json)');
  });
});
