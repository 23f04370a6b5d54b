import type { KnownBy } from '../coming/types.ts';
import type { SourceName as CheckSource, SourceVerdict, Verdict } from '../drift/finding.ts';
import type { FailureClass } from '../exchange/types.ts';
import { type DriftFacts, type EntryBody, environmentKey, type Transition } from '../ledger/types.ts';

/** What is known of an environment after an entry. */
export interface Snapshot {
  /** ms since 1970 of the entry. */
  at: number;
  /** True if a look at this environment made it. */
  byLook: boolean;
  verdict: Verdict | null;
  /** Null where nothing that was read says it. */
  sources: Record<CheckSource, SourceVerdict> | null;
  /** Why it could not be seen, as a whole or in part; null: it could. */
  blind: FailureClass | null;
  /** Open drifts by key. */
  drifts: ReadonlyMap<string, { state: 'suspected' | 'confirmed'; facts: DriftFacts }>;
  /** What is coming, by subject. */
  coming: ReadonlyMap<string, KnownBy>;
  /** Hash of the published document. */
  published: string | null;
}

type Unseen = ReadonlyMap<string, FailureClass>;
interface Kept extends Snapshot {
  whole: FailureClass | null;
  parts: Unseen;
}

/** What is known where nothing was read yet. */
export const NOTHING_KNOWN: Omit<Snapshot, 'at' | 'byLook'> = {
  verdict: null,
  sources: null,
  blind: null,
  drifts: new Map(),
  coming: new Map(),
  published: null,
};

/**
 * Of every environment (by its key in the fold) what was known of it, and from when.
 *
 * @param entries in order. @param seeds what was known before the first of them; left out: nothing.
 */
export function snapshotsOf(
  entries: Iterable<EntryBody>,
  seeds: ReadonlyMap<string, Omit<Snapshot, 'at' | 'byLook'>> = new Map(),
): Map<string, Snapshot[]> {
  const all = new Map<string, Kept[]>();
  for (const [key, seed] of seeds) all.set(key, [begun(seed)]);
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    const touched = new Map<string, Kept>();
    for (const transition of entry.transitions) {
      if (!('environment' in transition)) continue;
      const key = environmentKey(transition.environment);
      const before = touched.get(key) ?? all.get(key)?.at(-1) ?? begun(NOTHING_KNOWN);
      touched.set(key, { ...before, ...changed(before, transition), at, byLook: entry.look !== null });
    }
    for (const [key, next] of touched) {
      const blind = next.whole ?? [...next.parts.values()][0] ?? null;
      const list = all.get(key) ?? [];
      list.push({ ...next, blind });
      all.set(key, list);
    }
  }
  return all;
}

function begun(seed: Omit<Snapshot, 'at' | 'byLook'>): Kept {
  return { ...seed, at: Number.NEGATIVE_INFINITY, byLook: false, whole: seed.blind, parts: new Map() };
}

function changed(before: Kept, transition: Transition & { environment: string | null }): Partial<Kept> {
  switch (transition.type) {
    case 'verdict':
      return { verdict: transition.to, sources: transition.sources };
    case 'published':
      return { published: transition.to };
    case 'blind':
      return transition.vantage === undefined ? { whole: transition.class } : {};
    case 'sight':
      return transition.vantage === undefined ? { whole: null } : {};
    case 'unseen':
      return { parts: new Map(before.parts).set(transition.operation, transition.class) };
    case 'seen':
      return { parts: lessOne(before.parts, transition.operation) };
    case 'coming':
      return { coming: new Map(before.coming).set(transition.subject, transition.known) };
    case 'not-coming':
      return { coming: lessOne(before.coming, transition.subject) };
    case 'suspected':
    case 'confirmed': {
      const { type: state, drift: facts } = transition;
      return { drifts: new Map(before.drifts).set(facts.driftKey, { state, facts }) };
    }
    case 'moved': {
      const open = before.drifts.get(transition.driftKey);
      if (!open) return {};
      return {
        drifts: new Map(before.drifts).set(transition.driftKey, { ...open, facts: transition.drift }),
      };
    }
    case 'resolved':
    case 'retracted':
    case 'accepted':
      return { drifts: lessOne(before.drifts, transition.driftKey) };
    default:
      return {};
  }
}

function lessOne<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const less = new Map(map);
  less.delete(key);
  return less;
}
