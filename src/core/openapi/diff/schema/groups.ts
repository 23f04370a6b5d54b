import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { alternativesOf } from './alternatives.ts';
import { isAnnotation } from './annotations.ts';
import type { Discriminator, Group, SchemaType } from './shape.ts';

const KINDS = [
  ['oneOf', 'one-of'],
  ['anyOf', 'any-of'],
] as const;

/** The `oneOf` and `anyOf` of plain schemas that leave a choice. */
export function groupsOf(document: ApiDocument, plain: readonly Located<JsonObject>[]): Group[] {
  return plain.flatMap((at) =>
    KINDS.flatMap(([keyword, kind]): Group[] => {
      const found = alternativesOf(document, at, keyword);
      if (!found || found.sole || found.alternatives.length === 0) return [];
      const { alternatives, nullable } = found;
      const discriminator = discriminatorOf(at.value);
      return [{ kind, alternatives, nullable, discriminator, beside: besideOf(plain, at, keyword) }];
    }),
  );
}

/** What holds beside a choice: the other schemas, and what else its own says. Members of `allOf` are among them. */
function besideOf(
  plain: readonly Located<JsonObject>[],
  at: Located<JsonObject>,
  keyword: 'oneOf' | 'anyOf',
): Located<JsonObject>[] {
  const found = new Map<JsonObject, Located<JsonObject>>();
  for (const { value, pointer } of plain) {
    const rest = without(value, value === at.value ? keyword : 'allOf');
    if (!Object.keys(rest).every(isAnnotation)) found.set(rest, { value: rest, pointer });
  }
  return [...found.values()];
}

/** Once for each schema: what is read anew would be another one. */
const stripped = new WeakMap<JsonObject, Map<string, JsonObject>>();

function without(schema: JsonObject, keyword: 'oneOf' | 'anyOf' | 'allOf'): JsonObject {
  if (schema[keyword] === undefined && schema.allOf === undefined) return schema;
  const known = stripped.get(schema) ?? new Map<string, JsonObject>();
  stripped.set(schema, known);
  const before = known.get(keyword);
  if (before) return before;
  const { allOf: _, [keyword]: __, ...rest } = schema;
  if (keyword !== 'allOf') delete rest.discriminator;
  known.set(keyword, rest);
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
