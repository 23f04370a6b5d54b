import type { Difference } from '../../drift/difference.ts';
import type { Fact } from './compare/fact.ts';
import type { PairNode } from './compare/pair-graph.ts';
import { differenceOf, INNER, type Place } from './place.ts';

/**
 * Schemas that are reached on several ways at one place are told on each, up to this many repeats; after
 * that only on the shortest way. Circular schemas have ways without end.
 */
const MOST_REPEATS = 200;

/** Longest way into a schema that is told more than once. */
const DEEPEST_REPEAT = 12;

interface Step {
  node: PairNode;
  location: string;
  depth: number;
  before: Step | null;
}

/** The differences at a place: breadth first, so that each schema is told where it is nearest. */
export function* emitPlace(place: Place): Generator<Difference> {
  const seen = new Set<PairNode>();
  let repeats = 0;
  const queue: Step[] = [{ node: place.node, location: '', depth: 0, before: null }];
  for (let index = 0; index < queue.length; index++) {
    const step = queue[index] as Step;
    if (!step.node.differs) continue;
    if (seen.has(step.node)) {
      if (repeats >= MOST_REPEATS || step.depth > DEEPEST_REPEAT || isCircular(step)) continue;
      repeats++;
    }
    seen.add(step.node);
    yield* differencesAt(place, step);
    for (const edge of step.node.edges) {
      if (!edge.to.differs) continue;
      queue.push({
        node: edge.to,
        location: step.location + edge.step,
        depth: step.depth + 1,
        before: step,
      });
    }
  }
}

function* differencesAt(place: Place, { node, location }: Step): Generator<Difference> {
  for (const fact of node.facts) {
    const inside = location + fact.step;
    if (place.alwaysSent && inside === '' && isDefault(fact)) continue;
    const difference = differenceOf(inside === '' ? place.site : INNER[place.site], fact.key, {
      subject: { ...place.subject, location: place.subject.location + inside },
      operation: place.operation,
      pointer: fact.pointer,
      args: fact.args,
      ...(fact.otherwise && { otherwise: fact.otherwise }),
    });
    if (difference) yield difference;
  }
}

function isDefault({ key }: Fact): boolean {
  return key.startsWith('default.');
}

function isCircular(step: Step): boolean {
  for (let at = step.before; at; at = at.before) if (at.node === step.node) return true;
  return false;
}
