import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { elementsOf } from './elements.ts';
import { type Flat, flattenerOf, isNullAllowance, NOTHING } from './flatten.ts';
import { discriminatorOf, groupsOf, typesListedBy, valuesListedBy } from './groups.ts';
import { lowerOf, NO_BOUNDS, NO_SIZES, ofIntegers, sizesOf, upperOf } from './limits.ts';
import { commonMultiple, multipleOf } from './multiple-of.ts';
import { opaqueOf } from './opaque.ts';
import { NO_PROPERTIES, propertiesOf } from './properties-of.ts';
import type { Parts, Shape } from './shape.ts';
import { STATED, statedIn } from './stated.ts';
import { typesOf, unknownTypesOf } from './types-of.ts';
import { undocumentedOf } from './undocumented.ts';
import { NO_VALUES, valuesOf } from './values-of.ts';

/** Reads the schemas of one document; the same schema gives the same shape. */
export type ReadShape = (parts: Parts) => Shape;

/** Makes the {@link ReadShape} of a document. */
export function shapeReaderOf(document: ApiDocument): ReadShape {
  const flatten = flattenerOf(document);
  const objectIds = new Map<JsonObject, number>();
  const byKey = new Map<string, Shape>();
  const byObject = new Map<JsonObject, Shape>();
  const open = new Set<string>();

  const idOf = (object: JsonObject): number => {
    const known = objectIds.get(object);
    if (known !== undefined) return known;
    objectIds.set(object, objectIds.size);
    return objectIds.size - 1;
  };

  const read: ReadShape = (parts) => {
    const only = parts.length === 1 ? parts[0]?.value : undefined;
    const known = isObject(only) ? byObject.get(only) : undefined;
    if (known) return known;
    const flat = flatten(parts);
    const ids = flat.plain.map((at) => idOf(at.value)).sort((a, b) => a - b);
    const key = `${ids.join(',')}${flat.never ? '!' : ''}${flat.orNull ? '?' : ''}`;
    let shape = byKey.get(key);
    if (!shape) {
      // An alternative that leads back to its own choice says nothing about the choice.
      if (open.has(key)) return shapeOf(document, NOTHING, parts[0]?.pointer ?? '', -1, read);
      open.add(key);
      shape = shapeOf(document, flat, parts[0]?.pointer ?? '', byKey.size + open.size, read);
      open.delete(key);
      byKey.set(key, shape);
    }
    if (isObject(only)) byObject.set(only, shape);
    return shape;
  };
  return read;
}

function shapeOf(document: ApiDocument, flat: Flat, at: string, id: number, read: ReadShape): Shape {
  const { plain, never, orNull } = flat;
  const schemas = plain.map((one) => one.value);
  const stated = statedIn(schemas);
  const choices = (stated & STATED.choice ? groupsOf(document, plain) : []).map((group) => ({
    group,
    types: typesListedBy(group),
    values: valuesListedBy(group),
  }));
  const groups = choices.filter(({ types, values }) => !types && !values).map(({ group }) => group);
  const lists = choices.map(({ types }) => types).filter((types) => types !== null);
  const bounds = stated & STATED.bound ? { lower: lowerOf(schemas), upper: upperOf(schemas) } : NO_BOUNDS;
  const sizes = stated & STATED.size ? sizesOf(schemas) : NO_SIZES;
  const offeredValues = choices.map((one) => one.values).filter((values) => values !== null);
  const isListed = (stated & STATED.values) !== 0 || offeredValues.length > 0;
  const { values, isConst, hasNull } = isListed
    ? valuesOf(schemas, offeredValues, { ...bounds, sizes })
    : NO_VALUES;
  const multiple = stated & STATED.multiple ? multipleOf(schemas) : null;
  const isPatterned = (stated & STATED.pattern) !== 0;
  const { types, implied, nullable, offered } = typesOf({
    schemas,
    groups,
    lists,
    values,
    hasNull,
    orNull: orNull || choices.some((one) => one.group.nullable && (one.types ?? one.values) !== null),
    multiple,
    read,
  });
  const integers = types !== null && types.size === 1 && types.has('integer');
  const opaque = opaqueOf(plain);
  return {
    id,
    pointer: plain[0]?.pointer ?? at,
    never: never || (types?.size === 0 && !nullable),
    types,
    typesOffered: offered,
    typesImplied: implied === true,
    typesListed: lists.length > 0,
    unknownTypes: schemas.flatMap(unknownTypesOf),
    nullable,
    format: textOf(schemas, 'format'),
    values,
    isConst,
    lower: integers ? ofIntegers(bounds.lower, 1) : bounds.lower,
    upper: integers ? ofIntegers(bounds.upper, -1) : bounds.upper,
    written: bounds,
    sizes,
    multipleOf: integers ? ofWhole(multiple) : multiple,
    uniqueItems: schemas.some((schema) => schema.uniqueItems === true),
    patterns: isPatterned ? patternsOf(schemas) : [],
    anyPattern: isPatterned && schemas.some(isPatternOfAny),
    extensible: stated & STATED.extensible ? schemas.flatMap(extensibleOf) : [],
    default: schemas.find((schema) => schema.default !== undefined)?.default,
    ...(stated & STATED.property ? propertiesOf(plain) : NO_PROPERTIES),
    ...undocumentedOf(flat, opaque, groups),
    ...elementsOf(plain),
    groups,
    discriminator: schemas.map(discriminatorOf).find((found) => found !== null) ?? null,
    readOnly: schemas.some((schema) => schema.readOnly === true),
    writeOnly: schemas.some((schema) => schema.writeOnly === true),
    lifecycle: lifecycleIn(schemas),
    opaque,
    members: plain.map((one) => one.pointer),
    merged: mergedIn(plain),
  };
}

/** What integers are multiples of, if not of 1 alone. */
function ofWhole(multiple: number | null): number | null {
  const whole = multiple === null ? 1 : commonMultiple(multiple, 1);
  return whole === 1 ? null : whole;
}

function extensibleOf({ 'x-extensible-enum': values }: JsonObject): Json[] {
  return Array.isArray(values) ? values : [];
}

const SETTLED: JsonObject = {};
const LIFECYCLE = ['deprecated', 'x-sunset', 'x-stability-level'] as const;

function lifecycleIn(schemas: readonly JsonObject[]): JsonObject {
  let found = SETTLED;
  for (const schema of schemas) {
    for (const key of LIFECYCLE) {
      const value = schema[key];
      if (value !== undefined && found[key] === undefined) found = { ...found, [key]: value };
    }
  }
  return found;
}

function patternsOf(schemas: readonly JsonObject[]): string[] {
  const stated = schemas.map((schema) => schema.pattern).filter((pattern) => typeof pattern === 'string');
  return [...new Set(stated.filter((pattern) => !isAnyText(pattern)))].sort();
}

function isPatternOfAny({ pattern }: JsonObject): boolean {
  return typeof pattern === 'string' && pattern !== '' && isAnyText(pattern);
}

function isAnyText(pattern: string): boolean {
  return /^\^?(\.\*)?\$?$/.test(pattern);
}

function mergedIn(plain: readonly Located<JsonObject>[]): Parts {
  return plain.flatMap(({ value, pointer }) => {
    if (!Array.isArray(value.allOf)) return [];
    const members = value.allOf.map((one, index) => ({ value: one, pointer: `${pointer}/allOf/${index}` }));
    return members.filter((member) => !isNullAllowance(member.value));
  });
}

/** What is stated; of several, the first in the order of the alphabet. */
function textOf(schemas: readonly JsonObject[], keyword: string): string | null {
  const stated = schemas.map((schema) => schema[keyword]).filter((value) => typeof value === 'string');
  return stated.sort()[0] ?? null;
}
