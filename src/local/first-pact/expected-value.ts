import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Expected } from '../../core/pact/proposed.ts';
import type { Schema } from '../emulator/schema/convert-schema.ts';
import { mergeSchema } from '../emulator/schema/merge-schema.ts';
import type { Schemas } from '../emulator/schema/schemas.ts';

const DEEPEST = 5;
const MOST_MEMBERS = 40;
const ALTERNATIVES = ['oneOf', 'anyOf'] as const;

/** Where a value is looked at. */
interface Looking {
  schemas: Schemas;
  /** The value is an example of the document's author, not one that was made. */
  isWritten: boolean;
  depth: number;
  members: { left: number };
}

/**
 * What may be asked of a value so that whatever the document allows passes: the members that are required (where nothing
 * is, those of a written example), each with the one type that it can have. Undefined where nothing can be asked.
 *
 * @param value fits the schema
 */
export function expectedOf(
  schema: Schema,
  value: Json,
  on: { schemas: Schemas; isWritten: boolean },
): Expected | undefined {
  return lookAt(schema, value, { ...on, depth: 0, members: { left: MOST_MEMBERS } });
}

function lookAt(schema: Schema, value: Json, on: Looking): Expected | undefined {
  if (on.depth > DEEPEST || on.schemas.misfit(schema, null) === null) return undefined;
  const merged = chosen(schema, value, on.schemas);
  if (merged === null) return undefined;
  if (Array.isArray(value)) return listOf(merged, value, on);
  if (isObject(value)) return objectOf(merged, value, on);
  if (merged.type === 'integer' && typeof value === 'number') return { kind: 'integer', example: value };
  return { kind: 'type', example: value };
}

/** The schema with its one alternative that the value is; null where a value of another type would do as well. */
function chosen(schema: Schema, value: Json, schemas: Schemas): JsonObject | null {
  const merged = mergeSchema(schema, schemas);
  if (merged === false) return null;
  for (const key of ALTERNATIVES) {
    const list = merged[key];
    if (!Array.isArray(list)) continue;
    const { [key]: _, ...beside } = merged;
    const all = list.map((one) => mergeSchema({ allOf: [beside, one] }, schemas));
    const types = new Set(all.map((one) => one !== false && typeOf(one, schemas)));
    const [only] = all;
    // Several alternatives of one type have no member in common that is sure.
    if (types.size > 1 || types.has(null)) return null;
    return all.length === 1 && only ? only : { type: [...types][0] as string };
  }
  const type = typeOf(merged, schemas);
  return type === null || type !== kindOf(value) ? null : merged;
}

function typeOf(merged: JsonObject | false, schemas: Schemas): string | null {
  if (merged === false) return null;
  const { type } = merged;
  if (typeof type === 'string') return type === 'integer' ? 'number' : type;
  if (Array.isArray(type)) return type.length === 1 ? String(type[0]) : null;
  if (isObject(merged.properties)) return 'object';
  const values = merged.const !== undefined ? [merged.const] : merged.enum;
  if (Array.isArray(values) && values.length > 0) {
    const kinds = new Set(values.map(kindOf));
    return kinds.size === 1 ? ([...kinds][0] as string) : null;
  }
  for (const key of ALTERNATIVES) {
    const list = merged[key];
    if (!Array.isArray(list)) continue;
    const types = new Set(list.map((one) => typeOf(mergeSchema(one as Schema, schemas), schemas)));
    return types.size === 1 ? ([...types][0] as string | null) : null;
  }
  return null;
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function objectOf(merged: JsonObject, value: JsonObject, on: Looking): Expected {
  const properties = isObject(merged.properties) ? merged.properties : {};
  const required = Array.isArray(merged.required) ? merged.required.map(String) : [];
  const there = Object.keys(value).filter(
    (name) => Object.hasOwn(properties, name) && isPlain(name) && value[name] !== null,
  );
  const sure = there.filter((name) => required.includes(name));
  const asked = sure.length === 0 && required.length === 0 && on.isWritten ? there : sure;
  const members: Record<string, Expected> = {};
  for (const name of asked) {
    if (on.members.left <= 0) break;
    const found = lookAt(properties[name] as Schema, value[name] as Json, { ...on, depth: on.depth + 1 });
    if (!found) continue;
    on.members.left--;
    members[name] = found;
  }
  return { kind: 'object', members };
}

function listOf(merged: JsonObject, value: readonly Json[], on: Looking): Expected {
  const [first] = value;
  const items = merged.items as Schema | undefined;
  const element =
    first === undefined || items === undefined || merged.prefixItems !== undefined
      ? undefined
      : lookAt(items, first, { ...on, depth: on.depth + 1 });
  return element ? { kind: 'list', element } : { kind: 'type', example: [] };
}

/** Names that mean something to Pact itself are left alone. */
export function isPlain(name: string): boolean {
  return !name.startsWith('pact:') && name !== '__proto__';
}
