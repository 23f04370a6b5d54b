import type { Difference } from '../../../drift/difference.ts';
import { operationOf } from '../../../drift/subject.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import type { Place } from '../place.ts';
import { differencesAt, type Visit, visitPlace } from './emit-place.ts';
import type { Proven } from './proven-facts.ts';
import { reachOf } from './reach.ts';

/**
 * A difference in a schema that many places share is told at this many of them, the nearest first; the others are
 * counted, and their operations listed once. Operations named as used are told in full.
 */
const MOST_PLACES = 25;

/** After so many differences, each further one is told once. */
const MOST_DIFFERENCES = 150_000;

/** Depths to which all places are told in turn, so that near places come before far ones. */
const ROUNDS = [2, 4, 7, Number.POSITIVE_INFINITY];

/** Schemas that were entered this often in a round are not entered again: what is inside is told by then. */
const MOST_ENTRIES = 2 * MOST_PLACES;

/**
 * Tells the differences at every place.
 *
 * @param used keys of the operations of which nothing may be left out
 * @returns the differences of each place, nearest first
 */
export function tellPlaces(
  places: readonly Place[],
  used: ReadonlySet<string>,
  proven: Proven,
): Map<Place, Difference[]> {
  const told = new Map<Place, Difference[]>(places.map((place) => [place, []]));
  const isUsed = (place: Place) => used.has(operationOf(place.subject));
  for (const place of places.filter(isUsed)) {
    for (const visit of visitPlace(place, () => true)) {
      told.get(place)?.push(...differencesAt(place, visit, proven));
    }
  }
  tellNearest(
    places.filter((place) => !isUsed(place)),
    told,
    proven,
  );
  return told;
}

function tellNearest(places: readonly Place[], told: Map<Place, Difference[]>, proven: Proven): void {
  const counts = new Map<PairNode, number>();
  const first = new Map<PairNode, Difference[]>();
  let total = 0;
  let left = places;
  let before = -1;
  for (const deepest of ROUNDS) {
    const entries = new Map<PairNode, number>();
    const unfinished = new Set<Place>();
    for (const place of left) {
      const enter = ({ node, depth }: Visit): boolean => {
        if (depth >= deepest) {
          unfinished.add(place);
          return false;
        }
        const count = (entries.get(node) ?? 0) + 1;
        entries.set(node, count);
        return count <= MOST_ENTRIES;
      };
      for (const visit of visitPlace(place, enter)) {
        if (visit.depth <= before || visit.node.facts.length === 0) continue;
        const count = (counts.get(visit.node) ?? 0) + 1;
        counts.set(visit.node, count);
        if (count > (total > MOST_DIFFERENCES ? 1 : MOST_PLACES)) continue;
        const differences = [...differencesAt(place, visit, proven)];
        total += differences.length;
        for (const difference of differences) told.get(place)?.push(difference);
        if (count === 1) first.set(visit.node, differences);
      }
    }
    left = left.filter((place) => unfinished.has(place));
    before = deepest;
  }
  let reach: ReturnType<typeof reachOf> | null = null;
  for (const [node, differences] of first) {
    const more = (counts.get(node) ?? 0) - MOST_PLACES;
    if (more <= 0) continue;
    reach ??= reachOf(places);
    const reaches = reach(node);
    for (const difference of differences) Object.assign(difference, { alsoAt: more, reaches });
  }
}
