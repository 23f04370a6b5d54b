import type { Removal, Replay } from './types.ts';

/** A replay in numbers. */
export interface ReplayFigures {
  /** Versions that were read, the first included. */
  versions: number;
  /** Days on which our side would have heard something. */
  days: number;
  /** Changes told, and the differences in them; `breaks`: those said to break us, or the world where use is not known. */
  told: { changes: number; differences: number; breaks: number };
  /** Differences that nobody would have heard of. */
  quiet: number;
  /** What went: of what we use, or of everything where nobody told what that is. */
  removals: { all: number; counted: number; signed: number; back: number };
  /** Days from the first sign to the removal, of what had one; null where nothing had. */
  lead: { least: number; median: number; most: number } | null;
}

/** Counts what a replay found. */
export function figuresOf(replay: Replay): ReplayFigures {
  const changes = replay.days.flatMap(({ told }) => told);
  const counted = replay.removals.filter(matters);
  const leads = counted.flatMap(({ leadDays }) => leadDays ?? []).sort((a, b) => a - b);
  return {
    versions: replay.days.length,
    days: replay.days.filter(({ told }) => told.length > 0).length,
    told: {
      changes: changes.length,
      differences: changes.reduce((sum, { count }) => sum + count, 0),
      breaks: changes.reduce((sum, { breaks }) => sum + breaks, 0),
    },
    quiet: replay.days.reduce((sum, { quiet }) => sum + quiet, 0),
    removals: {
      all: replay.removals.length,
      counted: counted.length,
      signed: leads.length,
      back: counted.filter(({ back }) => back !== null).length,
    },
    lead:
      leads.length === 0
        ? null
        : {
            least: leads[0] as number,
            median: leads[Math.floor((leads.length - 1) / 2)] as number,
            most: leads.at(-1) as number,
          },
  };
}

/** True for what we use, and for everything where nobody told what that is. */
export function matters({ used }: Removal): boolean {
  return used !== false;
}
