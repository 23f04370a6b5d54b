import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/core/openapi/diff/rules/rules.ts';
import { corpusOrSay } from './corpus.ts';

const corpus = corpusOrSay();
/** Ids of the catalogue that no rule has, each with the reason. */
const WAIVED: Readonly<Record<string, string>> = {};

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

  it('know every id but for those that are waived with a reason', () => {
    const ours = new Set<string>(RULES.map(({ id }) => id));
    const missing = [...catalogue.keys()].filter((id) => !ours.has(id ?? ''));
    const shared = RULES.filter((rule) => catalogue.has(rule.id));
    console.log(
      `${shared.length} of ${catalogue.size} ids of the catalogue, ${missing.length} waived; ${RULES.length - shared.length} of our own`,
    );
    for (const [id, reason] of Object.entries(WAIVED)) console.log(`  waived: ${id}: ${reason}`);
    expect(missing.toSorted()).toEqual(Object.keys(WAIVED).toSorted());
    expect(missing.length).toBeLessThanOrEqual(10);
    expect(shared.map(({ id, level, direction }) => ({ id, level, direction }))).toEqual(
      shared.map(({ id }) => ({ id, ...catalogue.get(id) })),
    );
  });
});
