import type { LookRun } from './types.ts';

/**
 * Looks in any order as runs in order of time. Those that overlap are cut where the later one begins; a run whose looks
 * lie further apart than `maxAgeMs` on average is taken apart, evenly spread, so that it does not hide what was not seen.
 */
export function inOrder(looks: readonly LookRun[], maxAgeMs: number): LookRun[] {
  const runs: LookRun[] = [];
  const spread = looks.flatMap((look) => takenApart(look, maxAgeMs));
  for (const look of spread.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = runs.at(-1);
    if (last && last.to >= look.from && last.from < look.from) last.to = Math.max(last.from, look.from - 1);
    if (last?.from === look.from) runs.pop();
    const before = runs.at(-1);
    if (before && joins(before, look, maxAgeMs)) {
      before.to = Math.max(before.to, look.to);
      before.n += look.n;
    } else runs.push({ ...look });
  }
  return runs;
}

/** The same was shown, and no look between was missing for too long. */
function joins(a: LookRun, b: LookRun, maxAgeMs: number): boolean {
  return (
    a.showed === b.showed &&
    a.note === b.note &&
    a.noAnswer === b.noAnswer &&
    (b.known === undefined || b.known === a.known) &&
    b.from - a.to <= maxAgeMs
  );
}

function takenApart(look: LookRun, maxAgeMs: number): LookRun[] {
  const apart = (look.to - look.from) / Math.max(1, look.n - 1);
  if (look.n < 2 || apart <= maxAgeMs) return [look];
  return Array.from({ length: look.n }, (_, index) => {
    const at = Math.round(look.from + apart * index);
    return { ...look, from: at, to: at, n: 1 };
  });
}
