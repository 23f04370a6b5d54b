import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A process to be measured: its program and arguments. */
export interface Command {
  argv: readonly [string, ...string[]];
  cwd: string;
  /** Exit codes that are right. */
  exits: readonly number[];
}

/** Runs a command to its end and gives its wall time in ms. What it prints goes nowhere. */
export function timeOf(command: Command, env: Record<string, string> = {}): number {
  const [program, ...args] = command.argv;
  const started = performance.now();
  const { status, error, stderr } = spawnSync(program, args, {
    cwd: command.cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = performance.now() - started;
  if (error || !command.exits.includes(status ?? -1)) {
    throw new Error(
      `${command.argv.join(' ')} ended with ${status}: ${error?.message ?? stderr.slice(0, 500)}`,
    );
  }
  return took;
}

/** Most memory that a Node command held at once, in MB (`VmHWM` of Linux). */
export function peakOf(command: Command): number {
  const into = join(command.cwd, 'peak');
  const hook = join(import.meta.dirname, 'write-peak.cjs');
  timeOf(command, { NODE_OPTIONS: `--require=${hook}`, BENCH_PEAK_FILE: into });
  const kilobytes = Number(readFileSync(into, 'utf8'));
  rmSync(into);
  return kilobytes / 1024;
}
