import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import type { Fact } from '../compare/fact.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import { INNER, type Place } from '../place.ts';
import type { ChangeKey } from '../rules/rule-table.ts';
import { proofOf, type Rule, ruleFor } from '../rules/rules.ts';
import type { Choice, Proven } from './proven-facts.ts';
import type { IsLeftOut } from './told-once.ts';
import { type Doubt, doubtOf, isInside, locationOf, type Visit } from './visit-place.ts';

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
  const isBelow = isInside(visit);
  const differences: Difference[] = [];
  let told: Told | undefined;
  for (const fact of node.facts) {
    const isInner = isBelow || fact.step !== '';
    if (place.alwaysSent && !isInner && isDefault(fact)) continue;
    const site = isInner ? (place.inner ?? INNER[place.site]) : place.site;
    if (fact.asText) told ??= toldAt(place, visit);
    const rule =
      ruleFor(site, keyAt(place, node, fact, told)) ??
      (fact.otherwise ? ruleFor(site, fact.otherwise) : null);
    if (!rule || isLeftOut(fact, rule)) continue;
    told ??= toldAt(place, visit);
    const { location, doubt } = told;
    const at = place.subject.location + location + fact.step;
    if (told.subject.location !== at) told.subject = { ...place.subject, location: at };
    // A value that a part of a condition refuses says nothing of what the whole does.
    const proved =
      doubt.uncertain === 'condition'
        ? null
        : proven(node, fact, rule, choiceAround(doubt, location + fact.step));
    differences.push({
      rule: rule.id,
      level: rule.level,
      direction: rule.direction,
      subject: told.subject,
      facet: rule.facet,
      args: fact.args,
      operation: place.operation,
      pointer: fact.pointer,
      proof: proofIn(doubt, rule),
      ...(typeof proved === 'function' ? { prove: proved } : proved),
    });
  }
  return differences;
}

/** What is made out of a visit once something is told at it. */
interface Told {
  /** Inside the schema of the place. */
  location: string;
  doubt: Doubt;
  /** Of the last fact that was told. */
  subject: Subject;
}

function toldAt({ subject }: Place, visit: Visit): Told {
  return { location: locationOf(visit), doubt: doubtOf(visit), subject };
}

function proofIn({ uncertain }: Doubt, rule: Rule): Difference['proof'] {
  const proof = proofOf(rule);
  return uncertain && proof === 'structural' ? 'undecided' : proof;
}

function choiceAround({ choice }: Doubt, inside: string): Choice | null {
  return choice && { node: choice.stop.node, location: inside.slice(locationOf(choice).length) };
}

function keyAt(place: Place, node: PairNode, fact: Fact, told: Told | undefined): ChangeKey {
  if (fact.asText && told && isText(place, told.location + fact.step)) return fact.asText;
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
