import type { JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { Flat } from './flat.ts';
import { isSaidNullable } from './flatten.ts';
import type { Group, Parts, SchemaType, Shape } from './shape.ts';
import { STATED } from './stated.ts';
import { typeOfValue } from './types-of-values.ts';

const ALL = new Set<string>(['string', 'number', 'integer', 'boolean', 'object', 'array']);

/** Each type by itself, as most schemas have one. */
const SOLE = new Map(
  [...ALL].map((type) => [type, new Set([type as SchemaType]) as ReadonlySet<SchemaType>]),
);

/** Keywords that only objects, or only arrays, can mean: a type that is not written follows from them. */
const IMPLIED: [SchemaType, string[]][] = [
  ['object', ['properties', 'additionalProperties', 'patternProperties', 'required']],
  ['array', ['items', 'prefixItems']],
];

/** Reads of schemas what types they are of. */
export type ReadTypes = (parts: Parts) => Pick<Shape, 'types' | 'nullable'>;

/** What the types of a place follow from. */
export interface TypeEvidence {
  schemas: readonly JsonObject[];
  groups: readonly Group[];
  /** Choices of nothing but types, as lists of these types. */
  lists: readonly ReadonlySet<SchemaType>[];
  values: Shape['values'];
  /** Null is among the values. */
  hasNull: boolean;
  orNull: boolean;
  /** What numbers are multiples of. */
  multiple: number | null;
  read: ReadTypes;
}

/**
 * `offered`: the types only sum up the alternatives; `implied`: no type is written, it is what the keywords
 * beside it are about.
 */
export interface TypesFound {
  types: ReadonlySet<SchemaType> | null;
  implied?: boolean;
  nullable: boolean;
  offered: boolean;
}

/** The types of a schema that names one and has no more to say of them; null for others: see {@link typesOf}. */
export function writtenTypeOf({ plain, stated, orNull }: Flat): TypesFound | null {
  if (plain.length !== 1 || (stated & (STATED.choice | STATED.multiple)) !== 0) return null;
  const { value } = plain[0] as Located<JsonObject>;
  const types = typeof value.type === 'string' ? SOLE.get(value.type) : undefined;
  return types ? { types, nullable: orNull || isSaidNullable(value), offered: false } : null;
}

/**
 * The types of values that fit, and whether null does: `nullable` (3.0), type lists (3.1), null
 * alternatives; where no type is written, what other keywords imply.
 */
export function typesOf(evidence: TypeEvidence): TypesFound {
  const { schemas, groups, lists, values, hasNull, orNull } = evidence;
  const own = schemas.map(writtenTypes).filter((types) => types !== null);
  const written = lists.length > 0 ? [...own, ...lists.map((list) => new Set(list))] : own;
  const stated = written.length > 0 ? whole(written.reduce(intersection), evidence.multiple) : null;
  const permitted = lists.length === 0 && schemas.every((schema) => permitsNull(schema, hasNull));
  const nullable = orNull || permitted;
  if (stated) {
    const all = nullable && groups.every((group) => takesNull(group, evidence));
    return { types: stated, nullable: all, offered: false };
  }
  if (values) {
    return {
      types: new Set([...values.values()].map(typeOfValue)),
      nullable: orNull || hasNull,
      offered: false,
    };
  }
  const union = groups.length > 0 ? unionOf(groups, evidence) : null;
  if (union) return { ...union, offered: true };
  const implied = IMPLIED.filter(([, keywords]) =>
    schemas.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined)),
  );
  if (implied.length === 0) return { types: null, nullable, offered: false };
  return { types: new Set(implied.map(([type]) => type)), implied: true, nullable: orNull, offered: false };
}

function writtenTypes(schema: JsonObject): ReadonlySet<SchemaType> | null {
  if (typeof schema.type === 'string' && SOLE.has(schema.type)) return SOLE.get(schema.type) ?? null;
  const list = Array.isArray(schema.type) ? schema.type : [schema.type];
  const known = list.filter((type): type is SchemaType => typeof type === 'string' && ALL.has(type));
  // Integers are numbers: beside them they say nothing.
  if (known.includes('number')) return new Set(known.filter((type) => type !== 'integer'));
  if (known.length > 0) return new Set(known);
  if (schema.type === 'file') return new Set(['string']);
  return list.length > 0 && list.every((type) => type === 'null') ? new Set() : null;
}

/** Names that a schema writes as its types and that are none. */
export function unknownTypesOf(schema: JsonObject): string[] {
  if (schema.type === undefined || (typeof schema.type === 'string' && ALL.has(schema.type))) return [];
  const list = Array.isArray(schema.type) ? schema.type : [schema.type];
  return list.filter(
    (type): type is string =>
      typeof type === 'string' && !ALL.has(type) && type !== 'null' && type !== 'file',
  );
}

/** Numbers that are multiples of a whole number are integers. */
function whole(types: ReadonlySet<SchemaType>, multiple: number | null): ReadonlySet<SchemaType> {
  if (multiple === null || !Number.isInteger(multiple) || !types.has('number')) return types;
  return new Set([...types].map((type) => (type === 'number' ? 'integer' : type)));
}

/** Integers are numbers: both together are integers. */
function intersection(a: ReadonlySet<SchemaType>, b: ReadonlySet<SchemaType>): ReadonlySet<SchemaType> {
  const common = new Set([...a].filter((type) => b.has(type) || (type === 'integer' && b.has('number'))));
  if (b.has('integer') && a.has('number')) common.add('integer');
  return common;
}

function permitsNull(schema: JsonObject, hasNull: boolean): boolean {
  if (isSaidNullable(schema)) return true;
  const restricted = schema.enum !== undefined || schema.const !== undefined;
  const { type } = schema;
  const byType = type === undefined || type === 'null' || (Array.isArray(type) && type.includes('null'));
  return byType && (!restricted || hasNull);
}

function unionOf(
  groups: readonly Group[],
  { read, orNull }: TypeEvidence,
): { types: ReadonlySet<SchemaType>; nullable: boolean } | null {
  const offered = groups.map((group) => group.alternatives.map((at) => read([at])));
  const known = offered
    .filter((shapes) => shapes.every((shape) => shape.types !== null))
    .map((shapes): ReadonlySet<SchemaType> => new Set(shapes.flatMap((shape) => [...(shape.types ?? [])])));
  if (known.length === 0) return null;
  const nullable = groups.every((group, index) => group.nullable || offered[index]?.some(isNullable));
  return { types: known.reduce(intersection), nullable: orNull || nullable };
}

function takesNull(group: Group, { read, orNull }: TypeEvidence): boolean {
  return orNull || group.nullable || group.alternatives.some((at) => isNullable(read([at])));
}

function isNullable({ nullable }: Pick<Shape, 'nullable'>): boolean {
  return nullable;
}
