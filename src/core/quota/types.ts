import type { Agreement } from '../agreement/types.ts';

/** What a partner may be asked for, and by whom it is asked next; times in ms since 1970. */
export interface QuotaAsk {
  limits: Pick<Agreement['limits'], 'requestsPerSecond' | 'concurrent' | 'callsPerDay'>;
  now: number;
  /** A call that was not given back counts as running no longer than this. */
  holdMs: number;
  /** Where the call goes: a pause that another origin asked for does not concern it. Left out: none does. */
  origin?: string;
  /** A call that may start only after this is not wanted. Left out: any time will do. */
  latest?: number;
  /** Who asks, the same each time it asks again: of several who wait, the first to ask is the next to call. */
  asker?: string;
}

/**
 * A call that was taken from the quota: it may start at `at`. `retry`: none is free, ask again by then. `late`: none
 * before `at`, which is after `latest`. Both by a `pause` that the partner asked for, or since others have their `turn`.
 */
export type QuotaGrant =
  | { kind: 'granted'; at: number; hold: string }
  | { kind: 'retry'; at: number; why: 'pause' | 'turn' }
  | { kind: 'late'; at: number; why: 'pause' | 'turn' }
  | { kind: 'budget' };

/** A call that was granted and not given back. */
export interface Hold {
  id: string;
  /** When it may start, and when it is taken to be over. */
  at: number;
  until: number;
  /** How long after it the next one may start, in ms. */
  turnMs: number;
}

/** What is remembered of the calls to one partner; times in ms since 1970. */
export interface QuotaState {
  /** The next call starts no sooner. */
  next: number;
  holds: Hold[];
  /** Who was told to ask again, in the order they came, and until when that is remembered. */
  waiting: { asker: string; until: number }[];
  /** Origins that asked for a pause, and until when. */
  pauses: Record<string, number>;
  /** Calls by span of half an hour, counted from 1970. */
  counts: Record<string, number>;
}
