import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located, Parameter } from '../openapi/document/types.ts';
import { alternativesOf } from './alternatives.ts';
import { typeOf } from './fault-change.ts';
import { listed, member, unfolded } from './schema-place.ts';

const DEEPEST = 10;

/** The JSON types that a schema names, through references, `allOf` and alternatives; empty: any. */
export function schemaTypes(root: JsonObject, schema: Located<Json>, depth = 0): Set<string> {
  if (depth > DEEPEST) return new Set();
  const types = new Set<string>();
  for (const plain of unfolded(root, schema)) {
    const written = Array.isArray(plain.value.type) ? plain.value.type : [plain.value.type];
    for (const type of written) if (typeof type === 'string') types.add(type);
    for (const value of enumOf(plain.value)) types.add(typeOf(value));
    for (const one of [...listed(plain, 'allOf'), ...alternativesOf(plain)]) {
      for (const type of schemaTypes(root, one, depth + 1)) types.add(type);
    }
  }
  return types;
}

/**
 * The value that a text stands for in a parameter or header of style `simple` or `form`: lists and scalars
 * by the types of the schema. Undefined where the style is beyond that (objects, `label`, `matrix`).
 */
export function readText(root: JsonObject, parameter: Parameter, text: string): Json | undefined {
  if (!parameter.schema) return undefined;
  if (isObject(parameter.raw.content)) return asJson(text);
  const types = schemaTypes(root, parameter.schema);
  const { style } = parameter.raw;
  if (types.has('object') || style === 'label' || style === 'matrix') return undefined;
  if (!types.has('array')) return scalar(types, text);
  const separator = style === 'spaceDelimited' ? /%20| |\+/ : style === 'pipeDelimited' ? /%7C|\|/i : /,/;
  const each = text === '' ? [] : text.split(separator).map((part) => part.trim());
  return readList(root, parameter.schema, each);
}

/** The elements of a list parameter, read by the type of its items. */
export function readList(root: JsonObject, schema: Located<Json>, texts: string[]): Json[] {
  const items = unfolded(root, schema)
    .map((plain) => member(plain, 'items'))
    .find((found) => found !== null);
  const types = items ? schemaTypes(root, items) : new Set<string>();
  return texts.map((text) => scalar(types, text));
}

/** A text as the scalar that its schema wants, or as it is where it cannot be that. */
export function scalar(types: ReadonlySet<string>, text: string): Json {
  if (types.size === 0 || types.has('string')) return text;
  if ((types.has('number') || types.has('integer')) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && (text === '' || text === 'null')) return null;
  return text;
}

function enumOf(schema: JsonObject): Json[] {
  if (schema.type !== undefined) return [];
  return Array.isArray(schema.enum) ? schema.enum : [];
}

function asJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
