import type { Verdict } from '../drift/finding.ts';

/** Run-length piece of a finished day: `n` looks of one verdict. */
export interface DayRun {
  environment: string | null;
  verdict: Verdict;
  from: string;
  to: string;
  n: number;
}

/** The pieces as people read them: of one environment what is alike and follows on is one piece. */
export function joinedRuns(timeline: readonly DayRun[]): DayRun[] {
  const joined: DayRun[] = [];
  for (const run of timeline) {
    const last = joined.findLastIndex(({ environment }) => environment === run.environment);
    const before = joined[last];
    if (before?.verdict === run.verdict) joined[last] = { ...before, to: run.to, n: before.n + run.n };
    else joined.push(run);
  }
  return joined;
}
