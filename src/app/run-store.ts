import type { Coverage, Verdict } from '../core/drift/finding.ts';
import type { StatusWord } from '../core/status-page/types.ts';
import type { FailureCounts, LookedWith } from '../core/why/types.ts';

/** How long run data is kept, in ms. */
export const RUNS_KEPT_MS = 40 * 86_400_000;

/** Run data: looks that changed nothing. Expires. */
export interface RunStore {
  record(run: Run): Promise<void>;
  /** Newest first. */
  recent(partner: string, limit: number): Promise<Run[]>;
  /** Deletes what has expired by `now`, where the store does not do it by itself. */
  expire?(partner: string, now: Date): Promise<void>;
}

export interface Run {
  partner: string;
  environment: string | null;
  at: string;
  verdict: Verdict;
  look: string;
  ms: number;
  /** The place that it was made from, where that has a name. */
  vantage?: string;
  /** What the partner's status page showed, where it was read with this look. */
  statusPage?: StatusWord;
  /** How much of what we use was exercised; left out in looks of before this was kept, like all below. */
  coverage?: Coverage;
  /** What of ours the look was made with. */
  with?: LookedWith;
  /** How much of it could not be seen, by class; left out where everything could. */
  failures?: FailureCounts;
}
