import type { Difference, Witness } from '../drift/difference.ts';
import { isObject, type Json } from '../json.ts';
import { acceptsValue } from './accepts.ts';
import { instancesAt } from './instances.ts';
import { readLocation } from './location.ts';
import { touchedBy } from './touched.ts';
import type { UsedBy } from './types.ts';

/**
 * A whole answer that the observed document allows and our pact refuses: the pact's own example, with what differs
 * put into it. This is how a claim is shown that no document alone can show, such as that an optional property, which
 * we read, is gone.
 *
 * @param complete a whole answer that the observed document allows, with all that a part of one has; null: none
 * @returns null where the difference is none of an answer's body, or no such answer could be made
 */
export function ourWitness(
  difference: Difference,
  use: UsedBy,
  complete: (part: Json) => Json | null,
): Witness | null {
  const { subject } = difference;
  const place = readLocation(subject.location);
  if (subject.section !== 'response' || place.of !== 'body' || use.interaction === null) return null;
  const example = exampleOf(use);
  const { at, below } = touchedBy(use, 'response', place);
  if (example === undefined || at.length + below.length === 0) return null;
  const gone = isGone(difference);
  const shown = shownValue(difference, place.steps);
  if (!gone && !at.some((field) => shown !== undefined && acceptsValue(field, shown) === false)) return null;
  const part = answerShowing(difference, example);
  const answer = part === null ? null : complete(part);
  if (
    answer === null ||
    (gone && instancesAt(answer, place.steps).length === instancesAt(example, place.steps).length)
  )
    return null;
  return {
    instance: answer,
    acceptedBy: 'observed',
    refusedBy: 'pact',
    because: gone
      ? `the interaction reads ${subject.location || 'the body'}, which this answer lacks`
      : `the interaction takes another value at ${subject.location || 'the body'}`,
  };
}

/**
 * A copy of an answer in which a difference can be seen: the witness's value at its place, or the property that may be
 * missing taken away. Null where the answer has no such place, or nothing is known to put there.
 */
export function answerShowing(difference: Difference, answer: Json): Json | null {
  const { steps } = readLocation(difference.subject.location);
  if (isGone(difference)) return changedAt(answer, steps, undefined);
  const value = shownValue(difference, steps);
  return value === undefined ? null : changedAt(answer, steps, value);
}

/** True where the new document lets a property be missing. */
function isGone({ rule }: Difference): boolean {
  return /-property-(removed|became-optional)$|-property-became-write-only$/.test(rule);
}

function exampleOf({ fields }: UsedBy): Json | undefined {
  return fields?.find((field) => field.part === 'response' && field.of === 'body' && field.location === '')
    ?.example;
}

/** The value that the witness has at the place. */
function shownValue({ rule, witness, args }: Difference, steps: readonly string[]): Json | undefined {
  if (!witness) return rule.endsWith('value-added') ? args.value : undefined;
  const whole = witness.instance as Json;
  if (witness.at === undefined) return instancesAt(whole, steps)[0];
  const inner = readLocation(witness.at).steps;
  return instancesAt(whole, steps.slice(inner.length))[0];
}

/**
 * A copy of a body with a value put to a place, or (undefined) the property there taken away; null where the body has
 * no such place.
 */
function changedAt(body: Json, steps: readonly string[], value: Json | undefined): Json | null {
  const last = steps.at(-1);
  if (last === undefined) return value ?? null;
  const copy = JSON.parse(JSON.stringify(body)) as Json;
  const parents = instancesAt(copy, steps.slice(0, -1));
  let changed = false;
  for (const parent of parents) {
    const keys = last === '*' || last === '{*}' ? Object.keys(parent as object) : [last];
    for (const key of keys) {
      if (Array.isArray(parent) ? last !== '*' : !isObject(parent) || !Object.hasOwn(parent, key)) continue;
      changed = true;
      if (value !== undefined) (parent as Record<string, Json>)[key] = value;
      else if (isObject(parent)) delete parent[key];
    }
  }
  return changed ? copy : null;
}
