import type { Json, JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativesOf } from './alternatives.ts';
import { typeOf } from './fault-change.ts';
import type { Kind } from './parameter-style.ts';
import { listed, unfolded } from './schema-place.ts';

const DEEPEST = 10;

/** The JSON types that a schema names, through references, `allOf` and alternatives; empty: any. */
export function schemaTypes(root: JsonObject, schema: Located<Json>): ReadonlySet<string> {
  const { value } = schema;
  if (typeof value !== 'object' || value === null) return new Set();
  const types = known.get(value) ?? typesIn(root, schema, 0);
  known.set(value, types);
  return types;
}

/** A schema belongs to one document. */
const known = new WeakMap<object, Set<string>>();

function typesIn(root: JsonObject, schema: Located<Json>, depth: number): Set<string> {
  if (depth > DEEPEST) return new Set();
  const types = new Set<string>();
  for (const plain of unfolded(root, schema)) {
    const written = Array.isArray(plain.value.type) ? plain.value.type : [plain.value.type];
    for (const type of written) if (typeof type === 'string') types.add(type);
    for (const value of enumOf(plain.value)) types.add(typeOf(value));
    for (const one of [...listed(plain, 'allOf'), ...alternativesOf(plain)]) {
      for (const type of typesIn(root, one, depth + 1)) types.add(type);
    }
  }
  return types;
}

/** What a text is read as: a list or an object where the schema wants one. */
export function kindOf(root: JsonObject, schema: Located<Json>): Kind {
  const types = schemaTypes(root, schema);
  if (types.has('array')) return 'array';
  return types.has('object') ? 'object' : 'scalar';
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
