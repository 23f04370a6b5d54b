import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativesOf } from './alternatives.ts';
import { listed, member, unfolded } from './schema-place.ts';
import { scalar, schemaTypes } from './schema-types.ts';

/** What was written as text: each text stands for what its schema wants. */
export type Written = string | Written[] | { [name: string]: Written };

const DEEPEST = 20;

/**
 * The value that texts stand for where a schema holds: numbers and booleans where it wants those, a list of one where
 * it wants a list, JSON where it wants an object or list and the text is JSON.
 */
export function typed(
  root: JsonObject,
  schemas: readonly Located<Json>[],
  written: Written,
  depth = 0,
): Json {
  const types = typesOfAny(root, schemas);
  if (typeof written === 'string') return typedText(root, schemas, written, types, depth);
  if (depth > DEEPEST) return null;
  if (Array.isArray(written)) {
    const items = insideOf(root, schemas, (plain) => member(plain, 'items'));
    return written.map((each) => typed(root, items, each, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(written).map(([name, each]) => [
      name,
      typed(root, propertySchemas(root, schemas, name), each, depth + 1),
    ]),
  );
}

function typesOfAny(root: JsonObject, schemas: readonly Located<Json>[]): ReadonlySet<string> {
  const [first, ...others] = schemas.map((schema) => schemaTypes(root, schema));
  return first && others.length === 0
    ? first
    : new Set([...(first ?? []), ...others.flatMap((one) => [...one])]);
}

/** What is said of a property, through references, `allOf` and alternatives. */
export function propertySchemas(
  root: JsonObject,
  schemas: readonly Located<Json>[],
  name: string,
): Located<Json>[] {
  const own = insideOf(root, schemas, (plain) => {
    const properties = member(plain, 'properties');
    return properties && member(properties, name);
  });
  return own.length > 0 ? own : insideOf(root, schemas, (plain) => member(plain, 'additionalProperties'));
}

/** The schemas that hold inside of a place. */
export function insideOf(
  root: JsonObject,
  schemas: readonly Located<Json>[],
  pick: (plain: Located<JsonObject>) => Located<Json> | null,
): Located<Json>[] {
  return schemas.flatMap((schema) => [...plains(root, schema, 0)].flatMap((plain) => pick(plain) ?? []));
}

function* plains(root: JsonObject, schema: Located<Json>, depth: number): Generator<Located<JsonObject>> {
  if (depth > DEEPEST) return;
  for (const plain of unfolded(root, schema)) {
    yield plain;
    for (const one of [...listed(plain, 'allOf'), ...alternativesOf(plain)]) {
      yield* plains(root, one, depth + 1);
    }
  }
}

function typedText(
  root: JsonObject,
  schemas: readonly Located<Json>[],
  text: string,
  types: ReadonlySet<string>,
  depth: number,
): Json {
  const nested = types.has('array') || types.has('object');
  if (!nested || types.has('string')) return scalar(types, text);
  const parsed = /^\s*[[{]/.test(text) ? asJson(text) : undefined;
  if (parsed !== undefined && (isObject(parsed) || Array.isArray(parsed))) return parsed;
  return types.has('array') && depth <= DEEPEST
    ? typed(root, schemas, [text], depth + 1)
    : scalar(types, text);
}

/** A text as JSON; undefined where it is none. */
export function asJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
