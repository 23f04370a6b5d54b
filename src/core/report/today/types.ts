import type { Side } from '../../ledger/types.ts';

/** One thing that somebody has to do. */
export interface TodayStep {
  /** Null: it is about a journey. */
  partner: string | null;
  /** Reference of the change that it is about. */
  change: string | null;
  /** Id of the journey that it is about. */
  journey: string | null;
  /**
   * `release`: a notice waits for a person; `step`: the next step of a change; `answer`: an answer is awaited; `sight`:
   * something could not be checked; `read`: passages of feeds; `journey`: it does not hold.
   */
  kind: 'release' | 'step' | 'answer' | 'sight' | 'read' | 'journey';
  /** Whose step it is. */
  who: Side | 'both';
  what: string;
  /** What it is for, or who feels it. */
  why: string | null;
  when: 'now' | 'dated' | 'undated';
  /** ISO day by which; null where none is known, or it is due now. */
  by: string | null;
  /** The days left do not cover our own migration, or the day has passed. */
  late: boolean;
}
