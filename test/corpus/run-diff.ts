import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../bin/forewarn.mjs');

/** How one run of `forewarn diff` went. */
export interface DiffRun {
  exit: number | null;
  out: string;
  err: string;
  /** Wall time, in ms. */
  ms: number;
  /** Largest resident memory of the process, in MB. */
  megabytes: number;
}

/** Runs the command as a process of its own and measures it. */
export function runDiff(args: readonly string[]): Promise<DiffRun> {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(process.execPath, [BIN, 'diff', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let kilobytes = 0;
    const watch = setInterval(() => {
      kilobytes = Math.max(kilobytes, peakOf(child.pid));
    }, 20);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', failed);
    child.on('close', (exit) => {
      clearInterval(watch);
      done({
        exit,
        out: Buffer.concat(out).toString('utf8'),
        err: Buffer.concat(err).toString('utf8'),
        ms: Math.round(performance.now() - started),
        megabytes: Math.round(kilobytes / 1000),
      });
    });
  });
}

/** The high-water mark that Linux keeps of a process, in kB; 0 once it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
