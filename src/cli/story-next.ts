import { relative, resolve } from 'node:path';
import { STATE_DIR } from './with-store.ts';

/** Commands that say more of the story, each with what it tells. */
const NEXT: readonly [string, string][] = [
  ['status', 'how every partner stands, and whose step it is'],
  ['coming', 'what is coming, by date'],
  ['why civic-id --since 30d', 'since when a partner could not be checked, and whose step that was'],
  ['history city-geo', 'what was seen and told, entry by entry'],
  ['release ACME-PAY-1', 'let the notice leave that still waits'],
  ['history verify', 'whether nothing of it was altered'],
];

/**
 * What to type next, a line each: what the story has left is in its data folder, and is read while it is served and
 * after.
 *
 * @param on.dir data folder, absolute. @param on.command how Forewarn was called
 */
export function* nextLines(on: { dir: string; cwd: string; command: string }): Generator<string> {
  const isUsual = resolve(on.cwd, STATE_DIR) === on.dir;
  const state = isUsual ? '' : ` --state ${relative(on.cwd, on.dir) || '.'}`;
  const typed = NEXT.map(([command, what]) => [`${on.command} ${command}${state}`, what] as const);
  const width = Math.max(...typed.map(([line]) => line.length));
  for (const [line, what] of typed) yield `  ${line.padEnd(width)}  # ${what}`;
  yield '';
  yield `Your own partner: ${on.command} init URL, in a repository of yours; then ${on.command} check`;
}
