import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultIn, ROWS } from './table.ts';

// Every --fault and --drift that `emulate` knows, served by the command and told by `check` as the fault lab says.

const began = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'forewarn-emulate-'));
const waiting = ROWS.entries();
let wrong = 0;
const lane = async (): Promise<void> => {
  for (const [index, row] of waiting) {
    const fault = await faultIn(row, join(folder, String(index)));
    if (fault) wrong++;
    console.log(`${fault ? 'WRONG' : 'ok   '}  ${row.argv.join(' ')}${fault ? `: ${fault}` : ''}`);
  }
};
await Promise.all(Array.from({ length: 4 }, lane));
await rm(folder, { recursive: true, force: true });
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${ROWS.length} modes, ${wrong} told otherwise than they are (${seconds} s)`);
if (wrong > 0) process.exit(1);
