import type { GradedLook, Looked, Stretch } from './types.ts';

/**
 * Every time in which looks were not good, oldest first.
 *
 * @param looks in order of time, not overlapping
 */
export function stretchesOf(looks: readonly GradedLook[]): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  let lastGood: number | null = null;
  for (const { from, to, n, grade } of looks) {
    if (grade === 'good') {
      if (open) open.over = from;
      open = null;
      lastGood = to;
      continue;
    }
    if (!open) {
      open = { lastGood, first: from, grade, firstDiffers: null, last: to, looks: 0, over: null };
      found.push(open);
    }
    open.last = to;
    open.looks += n;
    if (grade === 'differs') open.firstDiffers ??= from;
  }
  return found;
}

/** What the looks of a place say of a period: its newest stretch, and how many looks there were. ms since 1970 */
export function lookedIn(looks: readonly GradedLook[], period: { since: number; now: number }): Looked {
  const known = looks.filter(({ from }) => from <= period.now);
  const inside = known.filter(({ to }) => to >= period.since);
  const last = known.at(-1);
  const stretches = stretchesOf(known).filter(({ over }) => over === null || over > period.since);
  return {
    looks: inside.reduce((sum, look) => sum + looksSince(look, period.since), 0),
    lastLook: last ? { at: last.to, grade: last.grade } : null,
    stretch: stretches.at(-1) ?? null,
    earlier: stretches.slice(0, -1).map(({ first }) => first),
  };
}

/** How many looks of a run were made at or after an instant; looks in a row are made at equal distances. */
function looksSince({ from, to, n }: GradedLook, since: number): number {
  if (from >= since || n <= 1) return n;
  const apart = (to - from) / (n - 1);
  return apart > 0 ? Math.min(n, Math.floor((to - since) / apart) + 1) : n;
}
