import type { EntryBody } from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import { lookBefore, type Times } from '../sight/environment-looks.ts';
import type { FailureCounts, LookedWith, Stretch } from './types.ts';

/** What run data says of a look beside when it was; all of it may be missing. */
export interface RunWith {
  with?: LookedWith;
  failures?: FailureCounts;
}

/** An entry with the time of the look that made it, or its own; ms since 1970. */
export interface Placed {
  at: number;
  entry: EntryBody;
}

/** The time around a stretch of one environment: after its last good look, up to its end. */
export interface Around {
  /** The environment's key in the fold. */
  key: string;
  stretch: Stretch;
  /** Looks at this environment that changed something. */
  looks: Placed[];
  /** Everything else that became so in that time: what people did, and looks elsewhere. */
  others: Placed[];
}

/** Entries that became so after the last good look of a stretch, and before the good look that ended it. */
export function around(
  { entries, now }: { entries: readonly EntryBody[]; now: number },
  { key, stretch, times }: { key: string; stretch: Stretch; times: readonly Times[] },
): Around {
  const after = stretch.lastGood ?? Number.NEGATIVE_INFINITY;
  const until = stretch.over ?? now + 1;
  const isIn = ({ at }: Placed) => at > after && at < until;
  const own = (entry: EntryBody) =>
    entry.look !== null &&
    entry.transitions.some((one) => 'environment' in one && environmentKey(one.environment) === key);
  const placed = entries.map((entry) => {
    const at = Date.parse(entry.at);
    return { entry, at: own(entry) ? lookBefore(times, { at, byLook: true }) : at };
  });
  const inside = placed.filter(isIn);
  return {
    key,
    stretch,
    looks: inside.filter(({ entry }) => own(entry)),
    others: inside.filter(({ entry }) => !own(entry)),
  };
}

/** Commitments of the exchanges that were kept with an entry. */
export function evidenceOf({ evidence }: EntryBody): string[] {
  return evidence.flatMap(({ kind, sha256 }) => (kind === 'exchanges' ? [sha256] : []));
}
