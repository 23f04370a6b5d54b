import { isObject, type Json, type JsonObject } from '../../json.ts';
import { targetWhereKnown } from '../document/reference.ts';

/** Schemas inside each other are followed this far. */
const DEEPEST = 12;

/** Names of the properties that a reader does not see at a place, sorted. */
export type HiddenNames = (schema: JsonObject) => readonly string[];

/**
 * Finds what leaves a direction: `readOnly` properties leave requests, `writeOnly` ones responses. All that
 * applies to the same value counts, whichever part of it states the property.
 */
export function hiddenNamesOf(raw: JsonObject, flag: 'readOnly' | 'writeOnly'): HiddenNames {
  const whole = new WeakMap<JsonObject, readonly string[]>();
  const flagged = new WeakMap<JsonObject, boolean>();

  /** Adds what all schemas that may apply to the value of this one flag. Each is looked at once. */
  const gather = (schema: JsonObject, names: Set<string>): void => {
    const applying = new Set([schema]);
    for (const { properties, allOf, anyOf, oneOf, $ref } of applying) {
      if (isObject(properties)) {
        for (const name of Object.keys(properties))
          if (isFlagged(properties[name] ?? null, 0)) names.add(name);
      }
      for (const list of [allOf, anyOf, oneOf]) {
        if (Array.isArray(list)) for (const part of list) if (isObject(part)) applying.add(part);
      }
      const target = referred($ref);
      if (isObject(target)) applying.add(target);
    }
  };

  const isFlagged = (schema: Json, depth: number): boolean => {
    if (!isObject(schema) || depth > DEEPEST) return false;
    const known = flagged.get(schema);
    if (known !== undefined) return known;
    const members = [Array.isArray(schema.allOf) ? schema.allOf : [], referred(schema.$ref)].flat();
    const found = schema[flag] === true || members.some((member) => isFlagged(member, depth + 1));
    flagged.set(schema, found);
    return found;
  };

  const referred = (reference: Json | undefined): Json =>
    typeof reference === 'string' ? (targetWhereKnown(raw, reference, '#')?.value ?? null) : null;

  return (schema) => {
    const known = whole.get(schema);
    if (known) return known;
    const names = new Set<string>();
    gather(schema, names);
    const sorted = names.size === 0 ? NONE : [...names].sort();
    whole.set(schema, sorted);
    return sorted;
  };
}

/** Nothing is hidden. */
export const NONE: readonly string[] = [];
