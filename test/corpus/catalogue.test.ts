import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/core/openapi/diff/rules.ts';
import { corpusOrSay } from './corpus.ts';

const corpus = corpusOrSay();
const LEVELS: Record<string, string> = { error: 'breaking', warning: 'warning', info: 'info' };

describe.skipIf(!corpus)('the rule table and the catalogue', () => {
  const text = corpus ? readFileSync(join(corpus, 'catalogue', 'oasdiff-rules.tsv'), 'utf8') : '';
  const catalogue = new Map(
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t'))
      .map(([id, level, direction]) => [id, { level: LEVELS[level ?? ''], direction }]),
  );

  it('say the same of every id that both have', () => {
    const shared = RULES.filter((rule) => catalogue.has(rule.id));
    console.log(
      `${shared.length} of ${catalogue.size} ids of the catalogue; ${RULES.length - shared.length} of our own`,
    );
    expect(shared.length).toBeGreaterThan(60);
    expect(shared.map(({ id, level, direction }) => ({ id, level, direction }))).toEqual(
      shared.map(({ id }) => ({ id, ...catalogue.get(id) })),
    );
  });
});
