import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/core/openapi/diff/rules/rules.ts';
import { articleOf } from '../../../src/core/report/rules/article.ts';
import { rulePages } from '../../../src/core/report/rules/pages.ts';
import { yamlText } from '../../../src/core/report/rules/yaml-text.ts';

const FOLDER = 'docs/rules';

describe('the pages about the rules', () => {
  it('are what the table says today (else: npm run docs:rules)', () => {
    const kept = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')]);
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(rulePages()));
  });

  it('have an article for every rule, on one page, and lead to it from the index', () => {
    const pages = [...rulePages()].filter(([name]) => name !== 'README.md');
    const headings = pages.flatMap(([name, text]) =>
      [...text.matchAll(/^### (.+)$/gm)].map((match) => `${name}#${match[1]}`),
    );
    const links = [...(rulePages().get('README.md') ?? '').matchAll(/\]\(([a-z-]+\.md#[^)]+)\)/g)];
    expect(links.map((match) => match[1]).sort()).toEqual([...headings].sort());
    expect(headings.map((one) => one.split('#')[1]).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('show a before and an after that differ and are YAML', () => {
    for (const rule of RULES) {
      const { example } = articleOf(rule);
      if (!example) continue;
      expect(load(example.before)).not.toEqual(load(example.after));
    }
  });
});

describe('YAML of an example', () => {
  it.each([
    [{ a: 'on', b: '1', c: "it's", d: '' }],
    [{ a: [], b: {}, c: [{ d: 1 }, [2, null]], 'x: y': '# no' }],
    [{ '200': { long: 'x'.repeat(100), list: ['^[A-Z]+$', '{$request.body#/url}', true, 1.5, '- a'] } }],
  ])('reads back as it was: %j', (value) => {
    expect(load(yamlText(value))).toEqual(value);
  });
});
