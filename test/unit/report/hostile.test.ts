import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS } from '../../../src/core/report/surroundings.ts';
import { rendered } from './rendered.ts';
import { aFinding, aReport, reportOf, SURROUNDINGS } from './reports.ts';

const HOSTILE = { ...SURROUNDINGS, title: "a\u001b[31m<b>'\n::error::t", explain: true };
const render = (format: (typeof REPORT_FORMATS)[number]) => rendered(reportOf('hostile'), format, HOSTILE);

/** True for what a terminal would obey, turns the writing direction, or is there without being seen. */
function obeyed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return false;
  return (
    code < 0x20 ||
    (code > 0x7e && code < 0xa0) ||
    [0xad, 0x61c, 0x200e, 0x200f, 0xfeff].includes(code) ||
    (code > 0x2027 && code < 0x202f) ||
    (code > 0x205f && code < 0x2070) ||
    code >= 0xe0000
  );
}

describe("a hostile partner's text", () => {
  it.each(REPORT_FORMATS)('lets no control character through as %s', (format) => {
    expect([...render(format)].filter(obeyed)).toEqual([]);
  });

  it('is no markup and no link in HTML', () => {
    const page = render('html');
    const tags = new Set([...page.matchAll(/<\/?([^\s>]*)/g)].map((match) => match[1]));
    expect([...tags].filter((tag) => !KNOWN_TAGS.has(tag ?? ''))).toEqual([]);
    expect([...page.matchAll(/\s(on\w+|src|style)=["']/g)]).toEqual([]);
    expect([...page.matchAll(/href="([^"]*)"/g)].every((match) => /^#change-\d+$/.test(match[1] ?? ''))).toBe(
      true,
    );
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
  });

  it('is no markup, link, mention or cell in Markdown', () => {
    const text = render('markdown');
    const tags = new Set([...text.matchAll(/(?<!\\)<([^\s>]*)/g)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(['/code', '/details', '/summary', 'code', 'details', 'summary']);
    expect(text).not.toMatch(/@team|#12|[^\\]\]\(|https?:\/\/|www\.|(?<!\\)`(?!--)/);
    const cells = text.split('\n').filter((line) => line.startsWith('| breaking |'));
    expect(cells.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([5]);
  });

  it('is no command in a workflow', () => {
    const lines = render('github').trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^(::(error|warning|notice) [^:]*::|forewarn: )/);
    expect(lines.filter((line) => /(?<!25)%0A/i.test(line))).toEqual([]);
  });

  it('stays in its element in XML', () => {
    const open: string[] = [];
    for (const [, close, name = '', empty] of render('junit').matchAll(
      /<(\/?)([a-z]+)(?:"[^"]*"|[^>"])*?(\/?)>/g,
    )) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
    }
    expect(open).toEqual([]);
  });
});

const KNOWN_TAGS = new Set(
  '!doctype html head meta title style body main header section article details summary h1 h2 h3 p ul li b span code a dl div dt dd table thead tbody tr th td time'.split(
    ' ',
  ),
);

describe('a report of very much', () => {
  const many = Array.from({ length: 4_000 }, (_, index) =>
    aFinding({
      pointer: { baseline: `#/${index}`, observed: null },
      subject: `GET /orders/${index} response 200 application/json /total`,
      operation: { method: 'GET', path: `/orders/${index}`, summary: `|`.repeat(60) + index },
      message: `${'`*_|<@'.repeat(30)} ${index}`,
    }),
  );

  it('fits a comment as Markdown, and counts what is left out', () => {
    const text = rendered(aReport(many), 'markdown', SURROUNDINGS);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text.length).toBeGreaterThan(60_000);
    const told = text.split('\n').filter((line) => line.startsWith('| breaking |')).length;
    expect(text).toContain(`and ${4_000 - told} more`);
  });

  it('is no more annotations than are shown', () => {
    const lines = rendered(aReport(many), 'github', SURROUNDINGS).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines).toContain('and 3990 more (all of them: --format json)');
  });
});
