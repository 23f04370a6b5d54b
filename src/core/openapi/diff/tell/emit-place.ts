import type { Difference } from '../../../drift/difference.ts';
import type { Fact, Uncertainty } from '../compare/fact.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import { differenceOf, INNER, type Place } from '../place.ts';
import type { ChangeKey, Site } from '../rules/rule-table.ts';
import type { Proven } from './proven-facts.ts';

/** A schema reached at a place, on one way. */
export interface Visit {
  node: PairNode;
  depth: number;
  /** True if the place was reached before, on a shorter way or one as long. */
  again: boolean;
  /** The steps of the way. */
  location: string;
  before: Visit | null;
  /** Why nothing inside is certain by itself; null: it is. */
  uncertain: Uncertainty | null;
  /** The outermost visit below which alternatives may overlap; null: none. */
  choice: Visit | null;
}

/** Schemas reached again at one place are visited again this often; circular ones have ways without end. */
const MOST_AGAIN = 500;

/** So many schemas may wait to be visited before those reached again are left out. */
const MOST_WAITING = 100_000;

/** Longest way that is gone to a schema reached before. */
const DEEPEST_AGAIN = 12;

/**
 * The differing schemas of a place, nearest first; each at least once, on its shortest way.
 *
 * @param enter asked before what differs inside a schema is visited
 */
export function* visitPlace({ node }: Place, enter: (visit: Visit) => boolean): Generator<Visit> {
  if (!node.differs) return;
  const seen = new Set<PairNode>();
  let again = 0;
  const queue: Visit[] = [
    { node, depth: 0, again: false, location: '', before: null, uncertain: null, choice: null },
  ];
  for (let index = 0; index < queue.length; index++) {
    const visit = queue[index] as Visit;
    visit.again = seen.has(visit.node);
    if (visit.again) {
      if (again >= MOST_AGAIN || queue.length > MOST_WAITING) continue;
      if (visit.depth > DEEPEST_AGAIN || isCircular(visit)) continue;
      again++;
    }
    seen.add(visit.node);
    yield visit;
    const { edges } = visit.node;
    if (edges.length === 0 || !enter(visit)) continue;
    for (const { step, to, uncertain } of edges) {
      queue.push({
        node: to,
        depth: visit.depth + 1,
        again: false,
        location: visit.location + step,
        before: visit,
        uncertain: visit.uncertain === 'condition' ? 'condition' : (uncertain ?? visit.uncertain),
        choice: visit.choice ?? (uncertain === 'choice' ? visit : null),
      });
    }
  }
}

/** The differences of one visit, at its location. */
export function* differencesAt(place: Place, visit: Visit, proven: Proven): Generator<Difference> {
  const { location } = visit;
  for (const fact of visit.node.facts) {
    const inside = location + fact.step;
    if (place.alwaysSent && inside === '' && isDefault(fact)) continue;
    const difference = differenceOf(siteOf(place, inside), keyAt(place, visit, fact, inside), {
      subject: { ...place.subject, location: place.subject.location + inside },
      operation: place.operation,
      pointer: fact.pointer,
      args: fact.args,
      ...(fact.otherwise && { otherwise: fact.otherwise }),
    });
    if (!difference) continue;
    if (visit.uncertain && difference.proof === 'structural') difference.proof = 'undecided';
    // A value that a part of a condition refuses says nothing of what the whole does.
    if (visit.uncertain !== 'condition') {
      const { choice } = visit;
      const around = choice && { node: choice.node, location: inside.slice(choice.location.length) };
      const proved = proven(visit.node, fact, difference.rule, around);
      if (proved) Object.assign(difference, proved);
    }
    yield difference;
  }
}

function siteOf(place: Place, inside: string): Site {
  return inside === '' ? place.site : (place.inner ?? INNER[place.site]);
}

function keyAt(place: Place, { node }: Visit, fact: Fact, inside: string): ChangeKey {
  if (fact.asText && isText(place, inside)) return fact.asText;
  if (fact.ifAlone && isAlone(node)) return fact.ifAlone;
  return fact.inOperations?.[place.stability ?? 'stable'] ?? fact.key;
}

/** True where values are written as text: parameters and headers outside of objects, XML and forms. */
function isText({ site, subject }: Place, inside: string): boolean {
  if (site === 'request-parameter' || site === 'response-header') return /^(\/\*)*$/.test(inside);
  return subject.media !== undefined && /^text\/|[/+]xml$|\/x-www-form-urlencoded$/.test(subject.media);
}

function isAlone({ facts, edges }: PairNode): boolean {
  return facts.every((fact) => fact.ifAlone) && edges.length === 0;
}

function isDefault({ key }: Fact): boolean {
  return key.startsWith('default.');
}

function isCircular(visit: Visit): boolean {
  for (let at = visit.before; at; at = at.before) if (at.node === visit.node) return true;
  return false;
}
