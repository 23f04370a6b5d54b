import { rankOf } from './pieces.ts';
import type { LookRun, SightAt, SightSource } from './types.ts';

/** What a source showed at an instant (ms since 1970), with the age of the look that it rests on. */
export function sightAt({ kind, of, party, parts, maxAgeMs }: SightSource, at: number): SightAt {
  const name = { kind, of, party };
  const all = parts.map((looks) => standingAt(looks, at, maxAgeMs));
  const [most] = all.toSorted((a, b) => rankOf(a.state) - rankOf(b.state) || (b.look ?? 0) - (a.look ?? 0));
  return { ...name, ...(most ?? { state: 'not-seen', note: null, look: null, ageMs: null, next: null }) };
}

/** The last look of a run at or before an instant; looks in a row are made at equal distances. */
function lookIn({ from, to, n }: LookRun, at: number): number {
  if (at >= to) return to;
  const apart = (to - from) / Math.max(1, n - 1);
  return apart > 0 ? Math.round(from + Math.floor((at - from) / apart) * apart) : from;
}

function standingAt(
  looks: readonly LookRun[],
  at: number,
  maxAgeMs: number,
): Omit<SightAt, 'kind' | 'of' | 'party'> {
  const index = looks.findLastIndex(({ from }) => from <= at);
  const look = looks[index];
  const after = looks[index + 1];
  const next = after ? { at: after.from, showed: after.showed } : null;
  if (!look) return { state: 'not-seen', note: null, look: null, ageMs: null, next };
  const seen = lookIn(look, at);
  const on = { note: look.note, look: seen, ageMs: at - seen, next };
  if (on.ageMs > maxAgeMs) return { ...on, state: 'not-seen' };
  const isBetween = at > look.to && next !== null && next.showed !== look.showed;
  return { ...on, state: isBetween ? 'between' : look.showed };
}
