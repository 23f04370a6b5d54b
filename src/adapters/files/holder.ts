import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Who holds a file, written in its name: a rename then hands it over, and of several who try, one succeeds. Text of
 * letters, digits and `-` alone.
 *
 * @param until ms since 1970; 0: nobody holds it.
 */
export function holderText(until: number): string {
  const { pid, startedAt, machine } = ownProcess();
  return [Math.ceil(until), pid, startedAt, machine, randomBytes(4).toString('hex')].join('-');
}

/** True while the holder that a text names may be at work: its time is not over, and its process is not known to have ended. */
export function isHeld(holder: string, now: number): boolean {
  const [until, pid, startedAt, machine] = holder.split('-');
  if (!until || !pid || !startedAt || !machine || Number(until) <= now) return false;
  // Numbers of processes of another machine, or of another boot of this one, say nothing here.
  return machine !== ownProcess().machine || isRunning(Number(pid), startedAt);
}

interface OwnProcess {
  pid: number;
  startedAt: string;
  /** Of this boot of this machine, and of its set of process numbers. */
  machine: string;
}

const UNKNOWN = '0';
let own: OwnProcess | undefined;

function ownProcess(): OwnProcess {
  own ??= { pid: process.pid, startedAt: startOf(process.pid) ?? UNKNOWN, machine: machineOf() };
  return own;
}

function isRunning(pid: number, startedAt: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(pid);
  if (started === 'ended') return false;
  return started === null || startedAt === UNKNOWN || started === startedAt;
}

/** Field 22 of Linux's /proc/PID/stat; `ended` for a process that only waits to be reaped; null where there is none. */
function startOf(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? null);
}

function machineOf(): string {
  const boot = readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const numbers = readOrNull(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update(`${hostname()} ${boot} ${numbers}`).digest('hex').slice(0, 12);
}

function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
