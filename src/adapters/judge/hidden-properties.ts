import type { Reading } from '../../core/exchange/schema-validators.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { targetOf } from '../../core/openapi/document/reference.ts';

const DEEPEST = 12;
const NONE: ReadonlySet<string> = new Set();

/** The names of properties that are not there for a reader: `readOnly` in requests, `writeOnly` in responses. */
export type HiddenProperties = (schema: JsonObject) => ReadonlySet<string>;

/** Finds hidden properties over everything that applies at the same place: `$ref`, `allOf`, alternatives. */
export function hiddenPropertiesOf(root: JsonObject, reading: Reading): HiddenProperties {
  const flag = reading === 'request' ? 'readOnly' : 'writeOnly';
  const kept = new WeakMap<JsonObject, ReadonlySet<string>>();

  function find(schema: JsonObject, depth: number): ReadonlySet<string> {
    const known = kept.get(schema);
    if (known) return known;
    if (depth > DEEPEST) return NONE;
    const names = new Set<string>();
    if (isObject(schema.properties)) {
      for (const [name, property] of Object.entries(schema.properties)) {
        if (carriesFlag(property, 0)) names.add(name);
      }
    }
    for (const part of partsOf(schema)) for (const name of find(part, depth + 1)) names.add(name);
    if (depth === 0) kept.set(schema, names);
    return names;
  }

  function carriesFlag(schema: Json, depth: number): boolean {
    if (!isObject(schema) || depth > DEEPEST) return false;
    if (schema[flag] === true) return true;
    const members = Array.isArray(schema.allOf) ? schema.allOf : [];
    return (
      members.some((member) => carriesFlag(member, depth + 1)) || carriesFlag(referred(schema), depth + 1)
    );
  }

  function partsOf(schema: JsonObject): JsonObject[] {
    const lists = [schema.allOf, schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
    return [...lists, referred(schema)].filter(isObject);
  }

  function referred(schema: JsonObject): Json {
    if (typeof schema.$ref !== 'string') return null;
    try {
      return targetOf(root, schema.$ref, '#').value;
    } catch {
      return null;
    }
  }

  return (schema) => find(schema, 0);
}
