import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Schema } from './convert-schema.ts';
import type { Schemas } from './schemas.ts';

/** Deeper chains of `$ref` and `allOf` than this are cut. */
const DEEPEST = 50;

const LOWER = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const UPPER = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

/** Schema objects belong to one document and direction, so that a schema alone is the key. */
const merges = new WeakMap<JsonObject, JsonObject | false>();

/**
 * One schema object with `$ref` and `allOf` folded in: properties united (a property of two parts must fit
 * both), `required` united, bounds at their narrowest. `false` where the schema refuses everything.
 */
export function mergeSchema(schema: Schema, schemas: Schemas): JsonObject | false {
  if (typeof schema === 'boolean') return schema && {};
  const known = merges.get(schema);
  if (known !== undefined) return known;
  const made = merge(schema, schemas);
  merges.set(schema, made);
  return made;
}

function merge(schema: JsonObject, schemas: Schemas): JsonObject | false {
  const parts = [...partsOf(schema, schemas, 0)];
  if (parts.includes(false)) return false;
  const merged: JsonObject = {};
  for (const part of parts as JsonObject[]) {
    for (const [key, value] of Object.entries(part)) {
      const before = merged[key];
      merged[key] = before === undefined ? value : combine(key, before, value);
    }
  }
  return merged;
}

function* partsOf(schema: Schema, schemas: Schemas, depth: number): Generator<JsonObject | false> {
  if (schema === false) yield false;
  if (typeof schema === 'boolean' || depth > DEEPEST) return;
  const { $ref, allOf, ...own } = schema;
  if (typeof $ref === 'string') yield* partsOf(schemas.target($ref), schemas, depth + 1);
  if (Array.isArray(allOf)) for (const one of allOf) yield* partsOf(one as Schema, schemas, depth + 1);
  yield own;
}

function combine(key: string, before: Json, value: Json): Json {
  if (LOWER.has(key)) return Math.max(Number(before), Number(value));
  if (UPPER.has(key)) return Math.min(Number(before), Number(value));
  if (key === 'required' || key === 'x-one-way') return [...new Set([...list(before), ...list(value)])];
  if (key === 'enum') {
    const texts = new Set(list(value).map((one) => JSON.stringify(one)));
    return list(before).filter((one) => texts.has(JSON.stringify(one)));
  }
  if (key === 'type') return commonTypes(before, value);
  if (key === 'properties' && isObject(before) && isObject(value)) return united(before, value);
  if (key === 'items' || key === 'additionalProperties') return both(before, value);
  return value;
}

function united(before: JsonObject, value: JsonObject): JsonObject {
  const shared = Object.entries(value).map(([name, schema]): [string, Json] => {
    const other = Object.hasOwn(before, name) ? before[name] : undefined;
    return [name, other === undefined ? schema : both(other, schema)];
  });
  return { ...before, ...Object.fromEntries(shared) };
}

function both(before: Json, value: Json): Json {
  if (before === true) return value;
  if (value === true) return before;
  if (before === false || value === false) return false;
  return { allOf: [before, value] };
}

function commonTypes(before: Json, value: Json): Json {
  const second = new Set(list(value));
  const shared = list(before).flatMap((type) => {
    if (second.has(type)) return [type];
    if (type === 'number' && second.has('integer')) return ['integer'];
    if (type === 'integer' && second.has('number')) return ['integer'];
    return [];
  });
  return shared.length === 1 ? (shared[0] as Json) : shared;
}

function list(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
