import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpusOrSay, readSeries } from './corpus.ts';
import { type BackTest, backTest, SEEDS } from './replay/back-test.ts';
import { claimLine } from './replay/oracle.ts';
import { backTestPage, precisionOf, precisionWords } from './replay/page.ts';

/** Of what is told as breaking a caller, at least this share has to fail its pact. */
const LEAST_PRECISION = 0.95;

const corpus = corpusOrSay();
const all = corpus ? readSeries(corpus) : [];

describe.skipIf(!corpus)('each history, replayed for drawn callers', () => {
  const tests: BackTest[] = [];

  it.each(all)('$name ends without error', { timeout: 600_000 }, async (series) => {
    for (const seed of SEEDS) {
      const test = await backTest(series, seed);
      tests.push(test);
      for (const { replay, figures } of [test.world, test.declared, test.pact]) {
        expect(replay.days.length + replay.unread.length).toBe(series.versions.length);
        expect(replay.notices.theirs).toBe(0);
        expect(figures.quiet).toBeGreaterThanOrEqual(0);
      }
      expect(test.world.replay.days.every(({ told }) => told.length <= 1)).toBe(true);
    }
    console.log(`${series.name}: ${precisionWords(precisionOf(tests.slice(-SEEDS.length)))}`);
  });

  it('what is told as breaking a caller does', () => {
    const precision = precisionOf(tests);
    console.log(precisionWords(precision));
    for (const one of tests.flatMap(({ judged }) => judged).filter(({ outcome }) => outcome === 'passes')) {
      console.log(`  told, and holds: ${claimLine(one)}`);
    }
    expect(precision.fails).toBeGreaterThan(50);
    expect(precision.share).toBeGreaterThanOrEqual(LEAST_PRECISION);
  });

  it('docs/backtest.md is what was seen', () => {
    expect(readFileSync(new URL('../../docs/backtest.md', import.meta.url), 'utf8')).toBe(
      backTestPage(tests),
    );
  });
});
