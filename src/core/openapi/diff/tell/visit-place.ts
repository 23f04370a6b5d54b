import type { Uncertainty } from '../compare/fact.ts';
import type { PairEdge } from '../compare/pair-edge.ts';
import type { PairNode } from '../compare/pair-graph.ts';

/** A pair of schemas that differs, and what is noted of it while places are told. */
export interface Stop {
  node: PairNode;
  /** Where it leads; null before it is first entered. */
  ways: Way[] | null;
  /** Number of the walk that last came by. */
  seenBy: number;
  /** Round in which it was last entered, and how often in it. */
  round: number;
  entries: number;
  /** How often it was met in all. */
  count: number;
}

interface Way {
  edge: PairEdge;
  to: Stop;
}

/** A schema reached at a place, on one way. */
export interface Visit {
  stop: Stop;
  depth: number;
  /** The last step of the way, after those of {@link Visit.before}; null where the way begins. */
  edge: PairEdge | null;
  before: Visit | null;
}

/**
 * Visits the differing schemas that a pair of schemas leads to, itself first, then the nearest; each at least once, on
 * its shortest way.
 *
 * @param visit told of each, which holds until the walk is over; says whether to visit what differs inside
 */
export type Walk = (from: PairNode, visit: (visit: Visit) => boolean) => void;

/** Schemas reached again at one place are visited again this often; circular ones have ways without end. */
const MOST_AGAIN = 500;

/** So many schemas may wait to be visited before those reached again are left out. */
const MOST_WAITING = 100_000;

/** Longest way that is gone to a schema reached before. */
const DEEPEST_AGAIN = 12;

/** Makes a {@link Walk}. Each pair of schemas is looked up once: from then on, one stop leads to the next. */
export function walkOverStops(): Walk {
  const stops: (Stop | undefined)[] = [];
  let walks = 0;

  const stopAt = (node: PairNode): Stop => {
    const known = stops[node.index];
    if (known) return known;
    const made: Stop = { node, ways: null, seenBy: 0, round: 0, entries: 0, count: 0 };
    stops[node.index] = made;
    return made;
  };

  const waysFrom = (stop: Stop): Way[] => {
    stop.ways ??= stop.node.edges.map((edge) => ({ edge, to: stopAt(edge.to) }));
    return stop.ways;
  };

  // Ten thousands of visits are made, so the visits of one walk are used again by the next.
  const queue: Visit[] = [];
  let waiting = 0;
  const wait = (stop: Stop, edge: PairEdge | null, before: Visit | null): void => {
    const depth = before ? before.depth + 1 : 0;
    const visit = queue[waiting];
    if (visit) {
      visit.stop = stop;
      visit.depth = depth;
      visit.edge = edge;
      visit.before = before;
    } else queue.push({ stop, depth, edge, before });
    waiting++;
  };

  return (from, visit) => {
    if (!from.differs) return;
    const number = ++walks;
    let again = 0;
    waiting = 0;
    wait(stopAt(from), null, null);
    for (let index = 0; index < waiting; index++) {
      const at = queue[index] as Visit;
      const { stop, depth } = at;
      if (stop.seenBy === number) {
        if (again >= MOST_AGAIN || waiting > MOST_WAITING) continue;
        if (depth > DEEPEST_AGAIN || isCircular(at)) continue;
        again++;
      }
      stop.seenBy = number;
      if (!visit(at)) continue;
      for (const { to, edge } of waysFrom(stop)) wait(to, edge, at);
    }
  };
}

/** The steps of the way to a visit: most visits tell nothing, and need none. */
export function locationOf(visit: Visit): string {
  let location = '';
  for (let at: Visit | null = visit; at; at = at.before) if (at.edge) location = at.edge.step + location;
  return location;
}

/** Whether the way to a visit leads inside the schema of the place. */
export function isInside(visit: Visit): boolean {
  for (let at: Visit | null = visit; at; at = at.before) if (at.edge?.isInside) return true;
  return false;
}

/** How certain what is told at a visit is by itself. */
export interface Doubt {
  /** Why it is not; null: it is. */
  uncertain: Uncertainty | null;
  /** The outermost visit below which alternatives may overlap; null: none. */
  choice: Visit | null;
}

/** What the steps of the way to a visit say of it. */
export function doubtOf(visit: Visit): Doubt {
  const doubt: Doubt = { uncertain: null, choice: null };
  for (let at: Visit | null = visit; at; at = at.before) {
    const uncertain = at.edge?.uncertain ?? null;
    if (uncertain === 'choice') doubt.choice = at.before;
    if (uncertain === 'condition' || doubt.uncertain === null) doubt.uncertain = uncertain ?? doubt.uncertain;
  }
  return doubt;
}

function isCircular({ stop, before }: Visit): boolean {
  for (let at = before; at; at = at.before) if (at.stop === stop) return true;
  return false;
}
