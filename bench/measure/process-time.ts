import { readFileSync } from 'node:fs';

/** Ticks a second in which Linux counts processor time; the same on every architecture that Node runs on. */
const TICKS = 100;

/** Processor time in ms that a process and its children that ended have used so far (Linux, `proc(5)`). */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [number, number, number, number];
  return ((utime + stime + cutime + cstime) / TICKS) * 1000;
}
