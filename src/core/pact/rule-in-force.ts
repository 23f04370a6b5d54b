import type { FieldRule } from './matching-rules.ts';
import type { PathStep } from './rule-path.ts';

/** A place in a message: names of fields and numbers of elements. */
export type Place = readonly (string | number)[];

/**
 * The rule in force at a place, by the Pact specification's weighting: rules reach downwards; of those
 * that reach the place the most specific wins (an exact step weighs 2, a wildcard 1; the product counts
 * times the length), and among equals the last one written.
 *
 * @returns null where none reaches: then values must be equal.
 */
export function ruleInForce(rules: readonly FieldRule[], place: Place): FieldRule | null {
  let best: FieldRule | null = null;
  let most = 0;
  for (const rule of rules) {
    const weight = weigh(rule, place);
    if (weight === 0 || weight < most) continue;
    best = rule;
    most = weight;
  }
  return best;
}

/** True where a rule says that the object at this place is a map. */
export function isMapAt(rules: readonly FieldRule[], place: Place): boolean {
  return rules.some((rule) => rule.map && rule.path.length === place.length && weigh(rule, place) > 0);
}

function weigh(rule: FieldRule, place: Place): number {
  if (rule.path.length > place.length) return 0;
  if (rule.path.length < place.length && !rule.cascades) return 0;
  let weight = 2;
  for (const [position, step] of rule.path.entries()) {
    const factor = stepWeight(step, place[position]);
    if (factor === 0) return 0;
    weight *= factor;
  }
  return weight * (rule.path.length + 1);
}

function stepWeight(step: PathStep, token: string | number | undefined): number {
  if (step.kind === 'any') return 1;
  if (step.kind === 'index') return token === step.index ? 2 : 0;
  return token === step.name ? 2 : 0;
}
