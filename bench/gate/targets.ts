import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn, spread } from '../diff/in-turn.ts';
import { type Command, timeOf } from '../diff/timed-process.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { writePartners } from './write-partners.ts';

const OF_EACH = 3;
const ROUNDS = 9;
const MOST_MS = 1_000;

/** The gate of pull requests: `check --offline` as it is shipped, beside an empty process, which tells what else runs. */
export function gateTargets(root: string): Target[] {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'ignore' });
  const cwd = mkdtempSync(join(tmpdir(), 'forewarn-gate-'));
  try {
    const { partners, pacts } = writePartners(root, cwd, OF_EACH);
    const empty = join(cwd, 'empty.mjs');
    writeFileSync(empty, '');
    const command = (...args: string[]): Command => ({
      argv: [process.execPath, ...args],
      cwd,
      exits: [0],
    });
    const gate = command(join(root, 'bin/forewarn.mjs'), 'check', '--offline');
    timeOf(gate);
    const { one, other, ratios } = inTurn(
      ROUNDS,
      () => timeOf(gate),
      () => timeOf(command(empty)),
    );
    return [
      {
        what: `check --offline of ${partners} partners with ${pacts} pacts`,
        target: `< ${MOST_MS} ms`,
        figure: `${spread(one, 0)} ms (${spread(ratios, 1)} x an empty process of ${spread(other, 0)} ms)`,
        met: spreadOf(one).median < MOST_MS,
      },
    ];
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
