import type { Difference } from '../../../drift/difference.ts';
import { operationOf } from '../../../drift/subject.ts';
import type { Place } from '../place.ts';
import { differencesAt } from './emit-place.ts';
import type { Proven } from './proven-facts.ts';
import { reachOf } from './reach.ts';
import { type IsLeftOut, NOTHING_LEFT_OUT } from './told-once.ts';
import { type Stop, type Visit, type Walk, walkOverStops } from './visit-place.ts';

/**
 * A difference in a schema that many places share is told at this many of them, the nearest first; the others are
 * counted, and their operations listed once. Operations named as used are told in full.
 */
const MOST_PLACES = 10;

/** After so many differences, each further one is told once. */
const MOST_DIFFERENCES = 150_000;

/** Depths to which all places are told in turn, so that near places come before far ones. */
const ROUNDS = [2, 4, 7, Number.POSITIVE_INFINITY];

/** Schemas that were entered this often in a round are not entered again: what is inside is told by then. */
const MOST_ENTRIES = 2 * MOST_PLACES;

/**
 * Tells the differences at every place.
 *
 * @param used keys of the operations of which no place may be left out
 * @returns the differences of each place that has any, nearest first
 */
export function tellPlaces(
  places: readonly Place[],
  used: ReadonlySet<string>,
  how: { proven: Proven; isLeftOut: IsLeftOut },
): Map<Place, Difference[]> {
  const telling: Telling = { told: new Map(), how, walk: walkOverStops() };
  const others: Place[] = [];
  for (const place of places) {
    if (used.size === 0 || !used.has(operationOf(place.subject))) others.push(place);
    else tellInFull(telling, place);
  }
  tellNearest(telling, others);
  return telling.told;
}

interface Telling {
  told: Map<Place, Difference[]>;
  how: { proven: Proven; isLeftOut: IsLeftOut };
  walk: Walk;
}

function tellInFull(telling: Telling, place: Place): void {
  telling.walk(place.node, (visit) => {
    tellAt(telling, place, visit);
    return true;
  });
}

/** @returns what is told */
function tellAt({ told, how }: Telling, place: Place, visit: Visit): Difference[] {
  const differences = differencesAt(place, visit, how);
  const known = told.get(place);
  if (!known) told.set(place, differences.slice());
  else for (const difference of differences) known.push(difference);
  return differences;
}

function tellNearest(telling: Telling, places: readonly Place[]): void {
  const first = new Map<Stop, Difference[]>();
  let total = 0;
  let left = places;
  let before = -1;
  for (const deepest of ROUNDS) {
    const unfinished: Place[] = [];
    for (const place of left) {
      let isFinished = true;
      telling.walk(place.node, (visit) => {
        const { stop, depth } = visit;
        if (depth > before && stop.node.facts.length > 0) {
          stop.count++;
          if (stop.count <= (total > MOST_DIFFERENCES ? 1 : MOST_PLACES)) {
            const differences = tellAt(telling, place, visit);
            total += differences.length;
            if (stop.count === 1) first.set(stop, differences);
          }
        }
        if (stop.node.edges.length === 0) return false;
        if (depth < deepest) return enters(stop, deepest);
        isFinished = false;
        return false;
      });
      if (!isFinished) unfinished.push(place);
    }
    left = unfinished;
    before = deepest;
  }
  countOthers(first, places, telling.how.isLeftOut !== NOTHING_LEFT_OUT);
}

function enters(stop: Stop, round: number): boolean {
  if (stop.round !== round) {
    stop.round = round;
    stop.entries = 0;
  }
  stop.entries++;
  return stop.entries <= MOST_ENTRIES;
}

/**
 * Counts, at the first place of each schema that is not told everywhere, the places where it is not.
 *
 * @param isBrief nobody asks where else is what is for information
 */
function countOthers(
  first: ReadonlyMap<Stop, Difference[]>,
  places: readonly Place[],
  isBrief: boolean,
): void {
  let reach: ReturnType<typeof reachOf> | null = null;
  for (const [{ node, count }, differences] of first) {
    const more = count - MOST_PLACES;
    if (more <= 0 || (isBrief && differences.every(({ level }) => level === 'info'))) continue;
    reach ??= reachOf(places);
    const reaches = reach(node);
    for (const difference of differences) Object.assign(difference, { alsoAt: more, reaches });
  }
}
