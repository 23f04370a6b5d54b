import { parseArgs } from 'node:util';
import { checkModel } from './check.ts';

/** Plays random lives of a partner: `node test/model/run.ts --sequences 50000 --seed 1`. Ends 1 at the first that breaks a promise. */
const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '50000' }, seed: { type: 'string', default: '1' } },
});
const sequences = Number(values.sequences);
const seed = Number(values.seed);
if (!Number.isInteger(sequences) || sequences < 1 || !Number.isInteger(seed))
  throw new TypeError('--sequences and --seed are whole numbers');

const BATCH = 500;
const began = performance.now();
let done = 0;
while (done < sequences) {
  const some = Math.min(BATCH, sequences - done);
  const broken = await checkModel({ sequences: some, seed: seed + done });
  if (broken) {
    console.error(`after ${done} lives that hold:\n${broken}`);
    process.exit(1);
  }
  done += some;
  if (done % (BATCH * 10) === 0 || done === sequences)
    console.log(`${done} of ${sequences} lives hold, ${Math.round((performance.now() - began) / 1000)} s`);
}
console.log(`model: ${done} lives hold (seed ${seed})`);
