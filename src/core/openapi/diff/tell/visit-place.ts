import type { Uncertainty } from '../compare/fact.ts';
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
  step: string;
  to: Stop;
  uncertain: Uncertainty | null;
}

/** A schema reached at a place, on one way. */
export interface Visit {
  stop: Stop;
  depth: number;
  /** The last step of the way, after those of {@link Visit.before}. */
  step: string;
  before: Visit | null;
  /** Why nothing inside is certain by itself; null: it is. */
  uncertain: Uncertainty | null;
  /** The outermost visit below which alternatives may overlap; null: none. */
  choice: Visit | null;
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
    stop.ways ??= stop.node.edges.map(({ step, to, uncertain }) => ({ step, to: stopAt(to), uncertain }));
    return stop.ways;
  };

  // Ten thousands of visits are made, so the visits of one walk are used again by the next.
  const queue: Visit[] = [];
  let waiting = 0;
  const wait = ({ to: stop, step, uncertain }: Way, before: Visit | null): void => {
    const visit = queue[waiting] ?? { stop, depth: 0, step, before, uncertain, choice: null };
    queue[waiting] = visit;
    waiting++;
    visit.stop = stop;
    visit.depth = before ? before.depth + 1 : 0;
    visit.step = step;
    visit.before = before;
    visit.uncertain =
      before?.uncertain === 'condition' ? 'condition' : (uncertain ?? before?.uncertain ?? null);
    visit.choice = before?.choice ?? (uncertain === 'choice' ? before : null);
  };

  return (from, visit) => {
    if (!from.differs) return;
    const number = ++walks;
    let again = 0;
    waiting = 0;
    wait({ to: stopAt(from), step: '', uncertain: null }, null);
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
      const ways = waysFrom(stop);
      for (let way = 0; way < ways.length; way++) wait(ways[way] as Way, at);
    }
  };
}

/** The steps of the way to a visit: most visits tell nothing, and need none. */
export function locationOf(visit: Visit): string {
  const steps: string[] = [];
  for (let at: Visit | null = visit; at; at = at.before) steps.push(at.step);
  return steps.reverse().join('');
}

function isCircular({ stop, before }: Visit): boolean {
  for (let at = before; at; at = at.before) if (at.stop === stop) return true;
  return false;
}
