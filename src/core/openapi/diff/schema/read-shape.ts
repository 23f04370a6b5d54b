import { canonicalJson } from '../../../canonical-json.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { type Flat, flattenerOf, NOTHING } from './flatten.ts';
import { discriminatorOf, groupsOf, typesListedBy } from './groups.ts';
import { lowerOf, ofIntegers, sizesOf, upperOf } from './limits.ts';
import { opaqueOf } from './opaque.ts';
import type { Parts, Shape } from './shape.ts';
import { typesOf } from './types-of.ts';

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

function shapeOf(document: ApiDocument, flat: Flat, written: string, id: number, read: ReadShape): Shape {
  const { plain, never, orNull } = flat;
  const schemas = plain.map((at) => at.value);
  const choices = groupsOf(document, plain);
  const groups = choices.filter((group) => typesListedBy(group) === null);
  const lists = choices.map(typesListedBy).filter((types) => types !== null);
  const { values, isConst, hasNull } = valuesOf(schemas);
  const { types, nullable, offered } = typesOf({
    schemas,
    groups,
    lists,
    values,
    hasNull,
    orNull: orNull || choices.some((group) => group.nullable && typesListedBy(group) !== null),
    read,
  });
  const integers = types !== null && types.size === 1 && types.has('integer');
  const lower = lowerOf(schemas);
  const upper = upperOf(schemas);
  return {
    id,
    pointer: plain[0]?.pointer ?? written,
    never: never || types?.size === 0,
    types,
    typesOffered: offered,
    typesListed: lists.length > 0,
    nullable,
    format: textOf(schemas, 'format'),
    values,
    isConst,
    lower: integers ? ofIntegers(lower, 1) : lower,
    upper: integers ? ofIntegers(upper, -1) : upper,
    sizes: sizesOf(schemas),
    multipleOf: schemas.map((schema) => schema.multipleOf).find((value) => typeof value === 'number') ?? null,
    uniqueItems: schemas.some((schema) => schema.uniqueItems === true),
    patterns: patternsOf(schemas),
    default: schemas.find((schema) => schema.default !== undefined)?.default,
    properties: propertiesOf(plain),
    required: new Set(schemas.flatMap((schema) => namesIn(schema.required))),
    additional: additionalOf(plain),
    items: childrenOf(plain, 'items'),
    groups,
    discriminator: schemas.map(discriminatorOf).find((found) => found !== null) ?? null,
    readOnly: schemas.some((schema) => schema.readOnly === true),
    writeOnly: schemas.some((schema) => schema.writeOnly === true),
    deprecated: schemas.some((schema) => schema.deprecated === true),
    opaque: opaqueOf(document, plain),
    members: plain.map((at) => at.pointer),
  };
}

function valuesOf(schemas: readonly JsonObject[]): {
  values: Map<string, Json> | null;
  isConst: boolean;
  hasNull: boolean;
} {
  const lists = schemas.flatMap((schema): Json[][] => [
    ...(Array.isArray(schema.enum) ? [schema.enum] : []),
    ...(schema.const !== undefined ? [[schema.const]] : []),
  ]);
  if (lists.length === 0) return { values: null, isConst: false, hasNull: false };
  const [first, ...others] = lists.map((list) => new Map(list.map((value) => [canonicalJson(value), value])));
  const common = new Map([...(first ?? [])].filter(([key]) => others.every((other) => other.has(key))));
  const hasNull = common.delete('null');
  return { values: common, isConst: schemas.some((schema) => schema.const !== undefined), hasNull };
}

function patternsOf(schemas: readonly JsonObject[]): string[] {
  const stated = schemas.map((schema) => schema.pattern).filter((pattern) => typeof pattern === 'string');
  return [...new Set(stated.filter((pattern) => !/^\^?(\.\*)?\$?$/.test(pattern)))].sort();
}

function propertiesOf(plain: readonly Located<JsonObject>[]): Map<string, Parts> {
  const properties = new Map<string, Located<Json>[]>();
  for (const { value, pointer } of plain) {
    if (!isObject(value.properties)) continue;
    for (const [name, schema] of Object.entries(value.properties)) {
      const at = { value: schema, pointer: `${pointer}/properties${toPointer([name])}` };
      const parts = properties.get(name);
      if (parts) parts.push(at);
      else properties.set(name, [at]);
    }
  }
  return properties;
}

function additionalOf(plain: readonly Located<JsonObject>[]): Parts | null {
  const stated = plain.filter(({ value }) => value.additionalProperties !== undefined);
  if (stated.some(({ value }) => value.additionalProperties === false)) return null;
  return stated
    .filter(({ value }) => isObject(value.additionalProperties))
    .map(({ value, pointer }) => ({
      value: value.additionalProperties as Json,
      pointer: `${pointer}/additionalProperties`,
    }));
}

function childrenOf(plain: readonly Located<JsonObject>[], keyword: string): Parts | null {
  const parts = plain
    .filter(({ value }) => isObject(value[keyword]) || value[keyword] === false)
    .map(({ value, pointer }) => ({ value: value[keyword] as Json, pointer: `${pointer}/${keyword}` }));
  return parts.length > 0 ? parts : null;
}

function namesIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function textOf(schemas: readonly JsonObject[], keyword: string): string | null {
  return schemas.map((schema) => schema[keyword]).find((value) => typeof value === 'string') ?? null;
}
