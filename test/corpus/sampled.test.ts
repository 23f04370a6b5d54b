import { expect, it } from 'vitest';
import { sampleMany } from '../unit/openapi/witness/sampled-pairs.ts';

const LEAST_VALUES = 100_000;
const PAIRS_AT_ONCE = 1_000;

it(`none of ${LEAST_VALUES} sampled values contradicts a comparison that says nobody is harmed`, () => {
  let values = 0;
  let pairs = 0;
  for (let seed = 1; values < LEAST_VALUES; seed++) {
    const found = sampleMany(PAIRS_AT_ONCE, seed);
    expect(found.contradictions).toEqual([]);
    values += found.values;
    pairs += PAIRS_AT_ONCE;
  }
  console.log(`${values} values of ${pairs} pairs of schemas, and no contradiction`);
  expect(values).toBeGreaterThanOrEqual(LEAST_VALUES);
}, 600_000);
