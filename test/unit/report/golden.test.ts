import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderHuman } from '../../../src/core/report/human.ts';
import { renderJson } from '../../../src/core/report/json.ts';
import { renderMarkdown } from '../../../src/core/report/markdown.ts';
import type { Report } from '../../../src/core/report/types.ts';

const ROOT = 'test/golden/report';

function reportOf(name: string): Report {
  return JSON.parse(readFileSync(`${ROOT}/${name}/report.json`, 'utf8'));
}

/** True for what a terminal would obey: C0 but the line break, C1, and changes of writing direction. */
function obeyed(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code < 0x20 && code !== 0x0a) || (code > 0x7e && code < 0xa0) || (code > 0x2027 && code < 0x202f);
}

describe.each(readdirSync(ROOT))('report %s', (name) => {
  it('reads for people as kept', async () => {
    await expect(renderHuman(reportOf(name), { colour: false })).toMatchFileSnapshot(
      `../../golden/report/${name}/human.txt`,
    );
  });

  it('reads as Markdown as kept', async () => {
    await expect(renderMarkdown(reportOf(name))).toMatchFileSnapshot(`../../golden/report/${name}/report.md`);
  });

  it('says the same as JSON', () => {
    const report = reportOf(name);
    const text = renderJson(report);
    expect(JSON.parse(text)).toEqual(report);
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('a report', () => {
  it('has the same JSON whatever the order of keys', () => {
    const report = reportOf('check');
    const turned = report.findings.map((one) => Object.fromEntries(Object.entries(one).reverse()));
    expect(renderJson({ ...report, findings: turned as unknown as Report['findings'] })).toBe(
      renderJson(report),
    );
  });

  it('carries colours only where asked', () => {
    const introducer = '\u001b';
    expect(renderHuman(reportOf('check'), { colour: false })).not.toContain(introducer);
    expect(renderHuman(reportOf('diff'), { colour: true })).toContain(`${introducer}[31m`);
  });

  it('lets no control character of a partner through, in any format', () => {
    const report = reportOf('check');
    const [first] = report.findings;
    if (first) first.message = 'x\u001b]0;title\u0007\u009b31m\u202ey';
    for (const text of [renderHuman(report, { colour: false }), renderJson(report), renderMarkdown(report)])
      expect([...text].filter(obeyed)).toEqual([]);
  });

  it('wraps at the width given, without losing a word', () => {
    const report = reportOf('check');
    const wide = renderHuman(report, { colour: false });
    const narrow = renderHuman(report, { colour: false, width: 60 });
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(narrow.split(/\s+/)).toEqual(wide.split(/\s+/));
  });

  it('cuts a long list and says how many are left', () => {
    const report = reportOf('diff');
    const [, , finding] = report.findings;
    if (finding) report.findings = Array.from({ length: 75 }, () => finding);
    const lines = renderHuman(report, { colour: false }).split('\n');
    expect(lines.filter((line) => line.includes('deleteOrder'))).toHaveLength(60);
    expect(lines).toContain('  and 15 more (all of them: --format json)');
  });
});
