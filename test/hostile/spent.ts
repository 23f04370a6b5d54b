import { readFileSync, writeFileSync } from 'node:fs';

/** What a stretch of work took of this process. */
export interface Spent {
  /** Wall time, less what the machine gave to others meanwhile, in ms. */
  ms: number;
  /** The most memory that the process held, in MB. */
  peakMb: number;
}

/** Starts to measure; what comes back tells what was spent since. The peak of memory is that since here. */
export function measure(): () => Spent {
  forgetPeak();
  const began = performance.now();
  const waited = waitedMs();
  return () => ({ ms: performance.now() - began - (waitedMs() - waited), peakMb: peakMb() });
}

/** How long this process was ready to run and had no processor; 0 where the system does not tell. */
function waitedMs(): number {
  const [, waited = '0'] = read('/proc/self/schedstat').split(' ');
  return Number(waited) / 1e6;
}

/** `maxRSS` may be that of the process that started this one: Linux keeps it over `exec`. */
function peakMb(): number {
  const kilobytes = /^VmHWM:\s*(\d+)/m.exec(read('/proc/self/status'))?.[1];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1_024;
}

function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then the peak is that of all cases so far, which is higher.
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
