import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runMatrix } from './matrix.ts';
import { confusion, labPage } from './page.ts';
import { notTakenBack } from './taken-back.ts';
import { runSample, SAMPLE } from './verifier-sample.ts';

// The whole matrix of the fault lab: no outage told as a change, no change told as an outage or passed over.

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '20' }, write: { type: 'boolean' } },
});
const seeds = Number(values.seeds);
const began = performance.now();
const file = fileURLToPath(new URL('../../docs/fault-lab.md', import.meta.url));

const matrix = await runMatrix(Array.from({ length: seeds }, (_, at) => at + 1));
console.log(`${confusion(matrix, seeds)}\n`);
for (const { seed, truth, name, at, told } of matrix.misses)
  console.log(`seed ${seed}: ${truth}, ${name}, at ${at}: told ${told}`);
const sample = await runSample(SAMPLE);
for (const miss of sample) console.log(`by the verifier: ${miss}`);

const left = await notTakenBack();
for (const name of left) console.log(`not taken back: ${name}`);

const page = labPage(matrix, seeds);
const faults = [
  ...(matrix.misses.length > 0 ? [`${matrix.misses.length} told otherwise than they are`] : []),
  ...(left.length > 0 ? [`${left.length} changes that went away are held to be there still`] : []),
  ...(sample.length > 0 ? [`${sample.length} of ${SAMPLE.length} looks by the verifier told otherwise`] : []),
];
if (values.write) await writeFile(file, page);
else if (seeds === 20 && (await readFile(file, 'utf8').catch(() => '')) !== page)
  faults.push('docs/fault-lab.md is not what was seen: npm run test:faults -- --write');
const took = `${Math.round((performance.now() - began) / 1000)} s`;
console.log(faults.length === 0 ? `as it should be (${took})` : `failed: ${faults.join('; ')} (${took})`);
process.exit(faults.length === 0 ? 0 : 1);
