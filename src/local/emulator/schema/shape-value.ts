import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Schema } from './convert-schema.ts';
import { mergeSchema } from './merge-schema.ts';
import { sampleValue } from './sample-value.ts';
import type { Schemas } from './schemas.ts';

/** Deeper values are passed as they are. */
const DEEPEST = 40;

/**
 * Gives a stored value the shape of the document version in force: properties that the schema does not name
 * are left out, required ones that are missing are made, and a value that the schema refuses (an enum value
 * the version does not have) is replaced by one that it accepts. What is made depends on `seed` alone.
 */
export function shapeValue(value: Json, schema: Schema, schemas: Schemas, seed: string): Json {
  return shape(value, schema, { schemas, seed, depth: 0 });
}

interface Shaping {
  schemas: Schemas;
  seed: string;
  depth: number;
}

function shape(value: Json, schema: Schema, at: Shaping): Json {
  const merged = mergeSchema(schema, at.schemas);
  if (merged === false || at.depth > DEEPEST) return value;
  const alternatives = [merged.oneOf, merged.anyOf].find(Array.isArray);
  if (alternatives) return shapeAlternative(value, schema, merged, alternatives, at);
  if (isObject(value) && isObject(merged.properties)) value = shapeObject(value, merged, at);
  else if (Array.isArray(value) && merged.items !== undefined) {
    value = value.map((item, index) => shape(item, merged.items as Schema, below(at, String(index))));
  }
  return accepted(value, schema, at);
}

function shapeObject(value: JsonObject, schema: JsonObject, at: Shaping): JsonObject {
  const properties = schema.properties as JsonObject;
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const oneWay = new Set(Array.isArray(schema['x-one-way']) ? schema['x-one-way'] : []);
  const members: [string, Json][] = [];
  for (const [name, of] of Object.entries(properties)) {
    if (oneWay.has(name)) continue;
    if (Object.hasOwn(value, name))
      members.push([name, shape(value[name] as Json, of as Schema, below(at, name))]);
    else if (required.has(name)) {
      const made = sampleValue(of as Schema, { ...below(at, name), examples: true });
      if (made !== undefined) members.push([name, made]);
    }
  }
  if (isObject(schema.additionalProperties)) {
    const more = schema.additionalProperties;
    for (const [name, one] of Object.entries(value)) {
      if (!Object.hasOwn(properties, name)) members.push([name, shape(one, more, below(at, name))]);
    }
  }
  return Object.fromEntries(members);
}

/** Takes the first alternative that the value fits as it is, else the first it can be shaped to. */
function shapeAlternative(
  value: Json,
  schema: Schema,
  merged: JsonObject,
  alternatives: Json[],
  at: Shaping,
): Json {
  const { oneOf: _, anyOf: __, ...beside } = merged;
  const combined = alternatives.map((one): Schema => ({ allOf: [beside, one] }));
  const fitting = combined.filter((one) => at.schemas.misfit(one, value) === null);
  for (const one of [...fitting, ...combined]) {
    const shaped = shape(value, one, { ...at, depth: at.depth + 1 });
    if (at.schemas.misfit(schema, shaped) === null) return shaped;
  }
  return accepted(value, schema, at);
}

function accepted(value: Json, schema: Schema, at: Shaping): Json {
  if (at.schemas.misfit(schema, value) === null) return value;
  return sampleValue(schema, { ...at, examples: true }) ?? value;
}

function below(at: Shaping, name: string): Shaping {
  return { schemas: at.schemas, seed: `${at.seed}/${name}`, depth: at.depth + 1 };
}
