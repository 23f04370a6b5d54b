import { dayOf } from './day-of.ts';
import type { ComingSource, Contradiction } from './types.ts';

/**
 * What sources about one subject say that cannot all be so: different days of its end for the same environment, and an
 * end before the day from which it is deprecated (RFC 9745, 4: a sunset is never earlier).
 */
export function contradictionsOf(sources: readonly ComingSource[]): Contradiction[] {
  const ends = sources.filter((one) => dayOf(one) !== null);
  const differing = ends.filter((one) =>
    ends.some((other) => other.on !== one.on && areTogether(one, other)),
  );
  const found: Contradiction[] = [];
  if (differing.length > 0) {
    const dates = [...new Set(differing.map(({ on }) => on as string))].sort();
    found.push({ kind: 'dates', dates });
  }
  const turned = sources
    .filter(({ says, on }) => says === 'deprecated' && on !== null)
    .flatMap((deprecated) =>
      ends
        .filter((end) => areTogether(end, deprecated) && (end.on as string) < (deprecated.on as string))
        .map((end) => ({ ends: end.on as string, deprecated: deprecated.on as string })),
    )
    .toSorted((one, other) =>
      `${one.ends} ${one.deprecated}` < `${other.ends} ${other.deprecated}` ? -1 : 1,
    );
  if (turned[0]) found.push({ kind: 'ends-before-deprecated', ...turned[0] });
  return found;
}

/** Environments have dates of their own; what is not about one of them is about all. */
function areTogether(one: ComingSource, other: ComingSource): boolean {
  return one.environment === other.environment || one.environment === null || other.environment === null;
}
