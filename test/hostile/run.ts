import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import { type Outcome, tryCases } from './hostile-run.ts';

// All hostile documents and answers, or those whose names hold the given words: none hangs us, fills our memory or
// makes us read what we may not.

const word = process.argv.slice(2).join(' ');
const chosen = <Case extends { name: string }>(cases: readonly Case[]) =>
  cases.filter(({ name }) => name.includes(word));
const began = performance.now();
const outcomes = await tryCases(
  { documents: chosen(DOCUMENTS), answers: chosen(ANSWERS) },
  ({ name, faults }) => {
    console.log(faults.length > 0 ? `${name}:\n  ${faults.join('\n  ')}` : `${name}: withstood`);
  },
);

const worst = (of: 'ms' | 'peakMb') => (one: Outcome) =>
  Math.round(Math.max(0, ...one.steps.map((step) => step[of])));
for (const [of, unit] of [
  ['ms', 'ms'],
  ['peakMb', 'MB'],
] as const) {
  const most = worst(of);
  const five = outcomes.toSorted((a, b) => most(b) - most(a)).slice(0, 5);
  console.log(`most ${unit}: ${five.map((one) => `${one.name} (${most(one)})`).join(', ')}`);
}
const failed = outcomes.filter(({ faults }) => faults.length > 0);
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(`${outcomes.length} hostile cases, ${failed.length} not withstood (${seconds} s)`);
process.exit(failed.length === 0 && outcomes.length > 0 ? 0 : 1);
