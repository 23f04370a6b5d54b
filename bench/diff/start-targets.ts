import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import type { Measured } from './built.ts';
import { inTurn, spread } from './in-turn.ts';
import { type Command, timeOf } from './timed-process.ts';

const ROUNDS = 15;
const MOST_TIMES_EMPTY = 2.5;

/** Starts the Node that is named first on an empty file, as the launcher starts a newer Node than its own. */
const STARTS_ANOTHER = `import { spawn } from 'node:child_process';
spawn(process.argv[2], [process.argv[3]], { stdio: 'inherit' });
`;

/** `forewarn diff` on two small documents against empty processes of the same kind. */
export function* startTargets(
  { forewarn }: Measured,
  documents: [string, string],
  cwd: string,
): Generator<Target> {
  const empty = join(cwd, 'empty.mjs');
  const another = join(cwd, 'another.mjs');
  writeFileSync(empty, '');
  writeFileSync(another, STARTS_ANOTHER);
  const command = (node: string, args: string[]): Command => ({ argv: [node, ...args], cwd, exits: [0, 1] });
  const diff = [...forewarn, 'diff', ...documents];
  const kinds: [string, Command, Command][] = [
    ['Node 24', command(process.execPath, diff), command(process.execPath, [empty])],
  ];
  const older = olderNode();
  if (older) {
    const [path, version] = older;
    kinds.push([
      `Node ${version}, which starts Node 24`,
      command(path, diff),
      command(path, [another, process.execPath, empty]),
    ]);
  } else process.stdout.write('there is no older Node on the path: the start from one is not measured\n');
  for (const [kind, ours, theirs] of kinds) {
    const { one, other, ratios } = inTurn(
      ROUNDS,
      () => timeOf(ours),
      () => timeOf(theirs),
    );
    yield {
      what: `two small documents, from ${kind}`,
      target: `<= ${MOST_TIMES_EMPTY} x empty`,
      figure: `${spread(ratios, 2)} x (${spread(one)} ms; empty ${spread(other)} ms)`,
      met: spreadOf(ratios).median <= MOST_TIMES_EMPTY,
    };
  }
}

function olderNode(): [string, number] | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node');
    if (!existsSync(path)) continue;
    const version = Number.parseInt(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.slice(1), 10);
    if (version >= 20 && version < 24) return [path, version];
  }
  return null;
}
