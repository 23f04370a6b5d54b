import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { ReadChoice } from './alternatives.ts';
import { isAnnotation } from './annotations.ts';
import type { Discriminator, Group, SchemaType } from './shape.ts';

const KINDS = [
  ['oneOf', 'one-of'],
  ['anyOf', 'any-of'],
] as const;

/** The `oneOf` and `anyOf` of plain schemas that leave a choice. */
export function groupsOf(choice: ReadChoice, plain: readonly Located<JsonObject>[]): Group[] {
  const merged = new Map<JsonObject, string[]>();
  const groups: { at: Located<JsonObject>; keyword: string; group: Omit<Group, 'beside'> }[] = [];
  for (const at of plain) {
    for (const [keyword, kind] of KINDS) {
      const found = choice(at, keyword);
      if (found?.sole) merged.set(at.value, [...(merged.get(at.value) ?? []), keyword]);
      if (!found || found.sole || found.alternatives.length === 0) continue;
      const { alternatives, nullable } = found;
      const group = { kind, alternatives, nullable, discriminator: discriminatorOf(at.value) };
      groups.push({ at, keyword, group });
    }
  }
  return groups.map(({ at, keyword, group }) => ({
    ...group,
    beside: () =>
      plain.flatMap(({ value, pointer }) => {
        const own = value === at.value ? [keyword, 'discriminator'] : [];
        const gone = ['allOf', ...(merged.get(value) ?? []), ...own];
        return saysMoreThan(gone, value) ? [{ value: without(value, gone), pointer }] : [];
      }),
  }));
}

function saysMoreThan(keywords: readonly string[], schema: JsonObject): boolean {
  for (const keyword in schema) if (!keywords.includes(keyword) && !isAnnotation(keyword)) return true;
  return false;
}

/** Once for each schema: what is read anew would be another one. */
const stripped = new WeakMap<JsonObject, Map<string, JsonObject>>();

function without(schema: JsonObject, keywords: readonly string[]): JsonObject {
  const stated = keywords.filter((keyword) => schema[keyword] !== undefined);
  if (stated.length === 0) return schema;
  const key = stated.join();
  const known = stripped.get(schema) ?? new Map<string, JsonObject>();
  stripped.set(schema, known);
  const rest = known.get(key) ?? { ...schema };
  for (const keyword of stated) delete rest[keyword];
  known.set(key, rest);
  return rest;
}

/**
 * The types that a group offers where it offers nothing else: `oneOf: [{ type: string }, { type: integer }]`
 * means the same as a list of types. Null where an alternative says more.
 */
export function typesListedBy({ alternatives, discriminator }: Group): Set<SchemaType> | null {
  if (discriminator) return null;
  const types = new Set<SchemaType>();
  for (const { value } of alternatives) {
    if (!isObject(value) || !isTypeName(value.type)) return null;
    if (Object.keys(value).some((key) => key !== 'type' && !isAnnotation(key))) return null;
    types.add(value.type);
  }
  return types;
}

/** Objects and arrays are left out: as alternatives they mostly say more elsewhere. */
function isTypeName(value: Json | undefined): value is SchemaType {
  return value === 'string' || value === 'number' || value === 'integer' || value === 'boolean';
}

/**
 * The values that a group offers where it offers nothing else: `oneOf: [{ const: a }, { const: b }]` means the
 * same as an `enum`. Null where an alternative is more than one value, or two are the same.
 */
export function valuesListedBy({ alternatives, discriminator }: Group): Json[] | null {
  if (discriminator) return null;
  const values: Json[] = [];
  for (const { value } of alternatives) {
    const own = isObject(value) ? valuesAlone(value) : null;
    if (!own) return null;
    values.push(...own);
  }
  return new Set(values).size === values.length ? values : null;
}

/** One value of the type that is written, if any is. A list of several is a kind of its own. */
function valuesAlone(schema: JsonObject): Json[] | null {
  const isMore = (key: string) => key !== 'type' && key !== 'const' && key !== 'enum' && !isAnnotation(key);
  if (Object.keys(schema).some(isMore)) return null;
  const own = schema.const !== undefined ? [schema.const] : schema.enum;
  if (!Array.isArray(own) || own.length !== 1) return null;
  const [value] = own as [Json];
  const type = Number.isInteger(value) && schema.type === 'integer' ? 'integer' : typeof value;
  if (type === 'object' || (schema.type !== undefined && schema.type !== type)) return null;
  return own;
}

/** The discriminator that a schema states, or null. */
export function discriminatorOf({ discriminator }: JsonObject): Discriminator | null {
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') return null;
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
  const named = mapping.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { property: discriminator.propertyName, mapping: new Map(named) };
}
