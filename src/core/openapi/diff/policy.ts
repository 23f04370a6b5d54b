/** How settled something is said to be (`x-stability-level`), least first. */
export const STABILITIES = ['draft', 'alpha', 'beta', 'stable'] as const;

/** One of {@link STABILITIES}. What says nothing of itself is stable. */
export type Stability = (typeof STABILITIES)[number];

/** What a team asks of its documents beyond what the wire needs. All of it is off where it is absent. */
export interface DiffPolicy {
  /** Days between a deprecation and the sunset that it names. What is draft or alpha needs none. */
  noticeDays?: { stable: number; beta: number };
  /** Operations and properties below this level may change as they like. */
  stability?: Stability;
  /** A breaking change needs a new major version in `info.version` (semantic versioning 2.0.0). */
  versioning?: boolean;
}

/** What is asked, and of which day. */
export interface Asked {
  policy: DiffPolicy;
  /** ISO day, or null where it is not known: then no date comes too soon. */
  today: string | null;
}

/** Nothing is asked. */
export const NOTHING_ASKED: Asked = { policy: {}, today: null };

/** Days of notice that something of a level needs; 0: none. */
export function noticeDaysOf({ noticeDays }: DiffPolicy, stability: Stability | null): number {
  if (!noticeDays || stability === null) return 0;
  if (stability === 'stable') return noticeDays.stable;
  return stability === 'beta' ? noticeDays.beta : 0;
}

/** True if something of a level may not change as it likes. */
export function isHeldTo({ stability: least = 'draft' }: DiffPolicy, level: Stability): boolean {
  return STABILITIES.indexOf(level) >= STABILITIES.indexOf(least);
}
