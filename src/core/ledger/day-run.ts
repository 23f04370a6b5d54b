import type { Verdict } from '../drift/finding.ts';

/** Run-length piece of a finished day: `n` looks of one verdict. */
export interface DayRun {
  environment: string | null;
  verdict: Verdict;
  from: string;
  to: string;
  n: number;
}
