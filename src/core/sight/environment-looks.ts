import type { EntryBody } from '../ledger/types.ts';
import { environmentKey } from '../ledger/types.ts';
import { NOTHING_KNOWN, type Snapshot } from './snapshots.ts';

/** One look at an environment as run data has it. */
export interface RunOfLook {
  environment: string | null;
  /** ISO */
  at: string;
}

/** Looks in a row with what was known at them. Times in ms since 1970. */
export interface KnownLook {
  from: number;
  to: number;
  n: number;
  snapshot: Snapshot;
}

/** What a look changed is in the ledger a little after it: at most so long. */
const WRITING_MS = 300_000;

/** Looks without what they showed. */
export type Times = Omit<KnownLook, 'snapshot'>;

/**
 * When each environment (by its key in the fold) was looked at: from run data, from the finished days of the ledger for
 * what is older, and from entries where neither has them.
 */
export function lookTimes(entries: Iterable<EntryBody>, runs: readonly RunOfLook[]): Map<string, Times[]> {
  const times = new Map<string, Times[]>();
  const oldest = new Map<string, number>();
  for (const run of runs) {
    const at = Date.parse(run.at);
    const key = environmentKey(run.environment);
    listIn(times, key).push({ from: at, to: at, n: 1 });
    oldest.set(key, Math.min(oldest.get(key) ?? at, at));
  }
  for (const { transitions } of entries) {
    for (const transition of transitions) {
      if (transition.type !== 'day') continue;
      for (const { environment, from, to, n } of transition.timeline) {
        const key = environmentKey(environment);
        const until = (oldest.get(key) ?? Number.POSITIVE_INFINITY) - 1;
        const begin = Date.parse(from);
        if (begin <= until) listIn(times, key).push({ from: begin, to: Math.min(Date.parse(to), until), n });
      }
    }
  }
  for (const list of times.values()) list.sort((a, b) => a.from - b.from);
  return times;
}

/** Each look of an environment with what was known at it; runs of looks are cut where that changed. */
export function knownLooks(times: readonly Times[], snapshots: readonly Snapshot[]): KnownLook[] {
  const all = [...times, ...onlyInLedger(times, snapshots)].toSorted((a, b) => a.from - b.from);
  const steps = snapshots.map((snapshot) => ({ snapshot, at: lookBefore(all, snapshot) }));
  const looks: KnownLook[] = [];
  let next = 0;
  let known: Snapshot = { ...NOTHING_KNOWN, at: Number.NEGATIVE_INFINITY, byLook: false };
  for (const { from, to, n } of all) {
    const apart = n > 1 ? (to - from) / (n - 1) : 0;
    let begin = from;
    for (; next < steps.length; next++) {
      const step = steps[next];
      if (!step || step.at > to) break;
      if (step.at > begin) {
        const count = Math.max(1, Math.floor((step.at - begin) / (apart || 1)));
        const last = Math.max(begin, step.at - apart);
        looks.push({ from: begin, to: last, n: Math.min(count, n), snapshot: known });
        begin = step.at;
      }
      known = step.snapshot;
    }
    looks.push({ from: begin, to, n: apart ? Math.round((to - begin) / apart) + 1 : n, snapshot: known });
  }
  return looks;
}

/** Looks that left an entry and are in no other record. */
function onlyInLedger(times: readonly Times[], snapshots: readonly Snapshot[]): Times[] {
  return snapshots
    .filter(({ byLook, at }) => byLook && !times.some(({ from, to }) => from <= at && at - to <= WRITING_MS))
    .map(({ at }) => ({ from: at, to: at, n: 1 }));
}

/** The time of the look that made it: the last one that began shortly before. */
export function lookBefore(times: readonly Times[], { at, byLook }: Pick<Snapshot, 'at' | 'byLook'>): number {
  if (!byLook) return at;
  const run = times.findLast(({ from }) => from <= at);
  if (!run || at - run.to > WRITING_MS) return at;
  if (run.to <= at) return run.to;
  return at - run.from <= WRITING_MS ? run.from : at;
}

function listIn<V>(map: Map<string, V[]>, key: string): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
