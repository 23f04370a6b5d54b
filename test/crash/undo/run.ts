import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../options.ts';
import { seeded } from '../random.ts';
import { killAtRandom } from './kill-at-random.ts';

// kill -9 at random points of looks, and of walks through journeys, that make records at a partner: the next one cleans
// up, and harms nobody.

const { points, seed } = readOptions(process.argv.slice(2));
const began = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'forewarn-undo-'));
console.log(`seed ${seed}; again with: node test/crash/undo/run.ts --points ${points} --seed ${seed}`);
const told = (line: string) => console.log(line);
const random = seeded(seed);
const looks = await killAtRandom({ folder, points, random, told });
const walks = await killAtRandom({
  folder: join(folder, 'walks'),
  points: Math.ceil(points / 2),
  random,
  script: 'walk-that-makes.ts',
  told: (line) => told(`walk, ${line}`),
});
const faults = [...looks.faults, ...walks.faults];
const seconds = Math.round((performance.now() - began) / 1000);
for (const [what, { killed, left, made }] of Object.entries({ looks, walks }))
  console.log(`${killed} ${what} killed, ${left} of them with records left behind; ${made} records made`);
console.log(`${faults.length} faults (${seconds} s)`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
await rm(folder, { recursive: true, force: true });
