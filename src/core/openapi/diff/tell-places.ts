import type { Difference } from '../../drift/difference.ts';
import { operationOf } from '../../drift/subject.ts';
import type { PairNode } from './compare/pair-graph.ts';
import { differencesAt, visitPlace } from './emit-place.ts';
import type { Place } from './place.ts';

/**
 * A difference in a schema that many places share is told at this many of them, the nearest first; the
 * others are counted. Operations named as used are told in full.
 */
const MOST_PLACES = 100;

/** Depths to which all places are told in turn, so that near places come before far ones. */
const ROUNDS = [2, 4, 7, Number.POSITIVE_INFINITY];

/**
 * Tells the differences at every place.
 *
 * @param used keys of the operations of which nothing may be left out
 * @returns the differences of each place, nearest first
 */
export function tellPlaces(places: readonly Place[], used: ReadonlySet<string>): Map<Place, Difference[]> {
  const told = new Map<Place, Difference[]>(places.map((place) => [place, []]));
  const counts = new Map<PairNode, number>();
  const byNode = new Map<PairNode, Difference[]>();
  const shared = places.filter((place) => !used.has(operationOf(place.subject)));
  let before = -1;
  for (const deepest of ROUNDS) {
    for (const place of shared) {
      for (const visit of visitPlace(place, deepest)) {
        if (visit.depth <= before || visit.node.facts.length === 0) continue;
        const count = (counts.get(visit.node) ?? 0) + 1;
        counts.set(visit.node, count);
        if (count > MOST_PLACES) continue;
        const differences = [...differencesAt(place, visit)];
        told.get(place)?.push(...differences);
        if (count === 1) byNode.set(visit.node, differences);
      }
    }
    before = deepest;
  }
  for (const [node, count] of counts) {
    if (count <= MOST_PLACES) continue;
    for (const difference of byNode.get(node) ?? []) difference.alsoAt = count - MOST_PLACES;
  }
  for (const place of places) {
    if (!used.has(operationOf(place.subject))) continue;
    for (const visit of visitPlace(place, Number.POSITIVE_INFINITY)) {
      told.get(place)?.push(...differencesAt(place, visit));
    }
  }
  return told;
}
