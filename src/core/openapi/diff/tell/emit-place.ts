import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import type { Fact } from '../compare/fact.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import { INNER, type Place } from '../place.ts';
import type { ChangeKey, Site } from '../rules/rule-table.ts';
import { proofOf, type Rule, ruleFor } from '../rules/rules.ts';
import type { Choice, Proven } from './proven-facts.ts';
import type { IsLeftOut } from './told-once.ts';
import { locationOf, type Visit } from './visit-place.ts';

/**
 * The differences of one visit, at its location. There are ten thousands of them, so that what is the same at all
 * places of a fact, and the subject of several facts at one location, is one object.
 */
export function differencesAt(
  place: Place,
  visit: Visit,
  { proven, isLeftOut }: { proven: Proven; isLeftOut: IsLeftOut },
): Difference[] {
  const { node } = visit.stop;
  const location = locationOf(visit);
  const differences: Difference[] = [];
  let subject: Subject | undefined;
  for (const fact of node.facts) {
    const inside = location + fact.step;
    if (place.alwaysSent && inside === '' && isDefault(fact)) continue;
    const site = siteOf(place, inside);
    const rule =
      ruleFor(site, keyAt(place, node, fact, inside)) ??
      (fact.otherwise ? ruleFor(site, fact.otherwise) : null);
    if (!rule || isLeftOut(fact, rule)) continue;
    const at = place.subject.location + inside;
    if (subject?.location !== at) subject = { ...place.subject, location: at };
    // A value that a part of a condition refuses says nothing of what the whole does.
    const proved =
      visit.uncertain === 'condition' ? null : proven(node, fact, rule, choiceAround(visit, inside));
    differences.push({
      rule: rule.id,
      level: rule.level,
      direction: rule.direction,
      subject,
      facet: rule.facet,
      args: fact.args,
      operation: place.operation,
      pointer: fact.pointer,
      proof: proofIn(visit, rule),
      ...(typeof proved === 'function' ? { prove: proved } : proved),
    });
  }
  return differences;
}

function proofIn({ uncertain }: Visit, rule: Rule): Difference['proof'] {
  const proof = proofOf(rule);
  return uncertain && proof === 'structural' ? 'undecided' : proof;
}

function choiceAround({ choice }: Visit, inside: string): Choice | null {
  return choice && { node: choice.stop.node, location: inside.slice(locationOf(choice).length) };
}

function siteOf(place: Place, inside: string): Site {
  return inside === '' ? place.site : (place.inner ?? INNER[place.site]);
}

function keyAt(place: Place, node: PairNode, fact: Fact, inside: string): ChangeKey {
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
