import { writeFileSync } from 'node:fs';
import { corpusOrSay, readSeries } from '../corpus.ts';
import { type BackTest, backTest, SEEDS } from './back-test.ts';
import { backTestPage, precisionOf, precisionWords } from './page.ts';

/** `node test/corpus/replay/run.ts [--write]`: all histories of the corpus, and `docs/backtest.md`. */
const corpus = corpusOrSay();
if (corpus) {
  const tests: BackTest[] = [];
  for (const series of readSeries(corpus)) {
    for (const seed of SEEDS) tests.push(await backTest(series, seed));
    process.stdout.write(`${series.name}: ${precisionWords(precisionOf(tests.slice(-SEEDS.length)))}\n`);
  }
  process.stdout.write(`\n${precisionWords(precisionOf(tests))}\n`);
  if (process.argv.includes('--write')) {
    writeFileSync(new URL('../../../docs/backtest.md', import.meta.url), backTestPage(tests));
  }
}
