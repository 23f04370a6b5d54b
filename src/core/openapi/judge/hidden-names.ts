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

  const gather = (schema: JsonObject, names: Set<string>, depth: number): void => {
    if (depth > DEEPEST) return;
    if (isObject(schema.properties)) {
      for (const [name, property] of Object.entries(schema.properties)) {
        if (isFlagged(property, 0)) names.add(name);
      }
    }
    for (const part of [schema.allOf, schema.anyOf, schema.oneOf, referred(schema)].flat()) {
      if (isObject(part)) gather(part, names, depth + 1);
    }
  };

  const isFlagged = (schema: Json, depth: number): boolean => {
    if (!isObject(schema) || depth > DEEPEST) return false;
    const known = flagged.get(schema);
    if (known !== undefined) return known;
    const members = [Array.isArray(schema.allOf) ? schema.allOf : [], referred(schema)].flat();
    const found = schema[flag] === true || members.some((member) => isFlagged(member, depth + 1));
    flagged.set(schema, found);
    return found;
  };

  const referred = ({ $ref }: JsonObject): Json =>
    typeof $ref === 'string' ? (targetWhereKnown(raw, $ref, '#')?.value ?? null) : null;

  return (schema) => {
    const known = whole.get(schema);
    if (known) return known;
    const names = new Set<string>();
    gather(schema, names, 0);
    const sorted = names.size === 0 ? NONE : [...names].sort();
    whole.set(schema, sorted);
    return sorted;
  };
}

/** Nothing is hidden. */
export const NONE: readonly string[] = [];
