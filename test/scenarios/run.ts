import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inParallel } from '../../src/app/in-parallel.ts';
import { type Row, scenarioPage, scenarioTable, totals } from './page.ts';
import { play } from './play.ts';
import { readScenarios } from './scenario.ts';
import { scoreOf } from './score.ts';

// All labelled scenarios: what is promised, held against what was told.

const AT_ONCE = 24;

/** What the verifier's own process replays as well. */
const VERIFIED = [
  'a field that we read and one that we do not go together',
  'a field that we read goes from what they send, without a word',
  'a field that they read goes from what we send, without a word',
];

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, write: { type: 'boolean' } },
});
const began = performance.now();
const file = fileURLToPath(new URL('../../docs/scenarios.md', import.meta.url));
const chosen = readScenarios().filter(({ name }) => name.includes(values.only));
const rows: Row[] = [];
// A day of a scenario mostly waits.
await inParallel([...chosen.entries()], AT_ONCE, async ([index, scenario]) => {
  rows[index] = { scenario, score: scoreOf(scenario, await play(scenario)) };
});
console.log(`${scenarioTable(rows)}\n\n${totals(rows)}\n`);
const byVerifier = [];
for (const scenario of chosen.filter(({ name }) => VERIFIED.includes(name))) {
  const { faults } = scoreOf(scenario, await play(scenario, true));
  byVerifier.push(...faults.map((fault) => `${scenario.name}, by the verifier: ${fault}`));
}
const missed = rows.filter(({ score, scenario }) => score.well === null && !scenario.known);
const mended = rows.filter(({ score, scenario }) => score.well !== null && scenario.known);
const faults = [
  ...missed.map(({ scenario, score }) => `${scenario.name}: ${score.faults.join('; ')}`),
  ...byVerifier,
  ...mended.map(({ scenario }) => `${scenario.name}: is as promised now, take \`known\` away`),
];
const page = scenarioPage(rows);
if (values.write) await writeFile(file, page);
else if (values.only === '' && (await readFile(file, 'utf8').catch(() => '')) !== page)
  faults.push('docs/scenarios.md is not what was seen: npm run test:scenarios -- --write');
for (const fault of faults) console.error(fault);
console.log(
  `${faults.length === 0 ? 'as promised' : 'failed'} (${Math.round((performance.now() - began) / 1000)} s)`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
