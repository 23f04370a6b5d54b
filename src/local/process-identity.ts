import { readFile } from 'node:fs/promises';

/** A process, told apart from a later one of the same number by when it started. */
export interface Process {
  pid: number;
  /** The system's own measure of the start; null where it gives none. */
  startedAt: string | null;
}

export async function thisProcess(): Promise<Process> {
  return { pid: process.pid, startedAt: await startOf(process.pid) };
}

/** True while that very process lives. */
export async function isRunning({ pid, startedAt }: Process): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await startOf(pid);
  if (now === 'ended') return false;
  return startedAt === null || now === null || now === startedAt;
}

/** Field 22 of Linux's /proc/PID/stat: clock ticks since boot; `ended` for a process that only waits to be reaped. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
  return fields[19] ?? null;
}
