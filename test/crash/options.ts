import { parseArgs } from 'node:util';

/** What the crash test is asked for. */
export interface CrashOptions {
  points: number;
  seed: number;
}

/**
 * Reads `--points N` (100) and `--seed S` (any).
 *
 * @throws TypeError for anything else.
 */
export function readOptions(args: string[]): CrashOptions {
  const { values } = parseArgs({ args, options: { points: { type: 'string' }, seed: { type: 'string' } } });
  return {
    points: whole('--points', values.points ?? '100', 1, 10_000),
    seed: whole('--seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 32)), 0, 2 ** 32 - 1),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TypeError(`${name} is a whole number from ${least} to ${most}, not ${text}`);
}
