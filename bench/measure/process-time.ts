import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second in which Linux counts processor time; the same on every architecture that Node runs on. */
const TICKS = 100;

/** Processor time in ms that a process and its children that ended have used so far (Linux, `proc(5)`). */
export function processorMs(pid: number): number {
  const [utime, stime, cutime, cstime] = statOf(pid).slice(11, 15).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return ((utime + stime + cutime + cstime) / TICKS) * 1000;
}

/** Processes that this one has started and that are still there. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(statOf(pid)[1]) === parent;
      } catch {
        return false; // it has ended meanwhile
      }
    });
}

/** Fields behind the name of the command, which may hold anything. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
