import { SECRET } from './hostile-case.ts';
import type { Done, Step } from './hostile-job.ts';

export const MOST_MS = 10_000;
export const MOST_MB = 512;

/** What is wrong with what became of a case; nothing where it was withstood. */
export function faultsOf(done: Done | string): string[] {
  if (typeof done === 'string') return [done];
  return [...(done.polluted ? ['reached the prototype of objects'] : []), ...done.steps.flatMap(stepFaults)];
}

function stepFaults({ step, ms, peakMb, exit, err, readUsers }: Step): string[] {
  const faults: [boolean, string][] = [
    [ms > MOST_MS, `took ${Math.round(ms)} ms`],
    [peakMb > MOST_MB, `held ${Math.round(peakMb)} MB`],
    [![0, 1, 2, 3].includes(exit ?? -1), `ended with ${exit}`],
    [/^\s+at (?:.+ \()?(?:file:|node:|\/).+:\d+:\d+\)?$/m.test(err), 'told a stack trace'],
    [err.includes('fault of Forewarn'), `a fault of ours: ${err.slice(0, 300)}`],
    [err.includes(SECRET), 'told a value of theirs'],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what a terminal would obey.
    [/[\u0000-\u0008\u000b-\u001f\u007f]/.test(err), 'told what a terminal obeys'],
    [readUsers, 'read /etc/passwd'],
  ];
  return faults.filter(([is]) => is).map(([, what]) => `${step}: ${what}`);
}
