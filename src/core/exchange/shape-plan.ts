import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import type { Located } from '../openapi/document/types.ts';

/** Follows a schema's reference to where it is written. May throw: then nothing is known of the schema. */
export type ResolveSchema = (schema: Located<Json>) => Located<Json>;

/** What is known of a place of a value by its schemas. Places inside are made when asked for. */
export interface ShapePlace {
  parts: Located<JsonObject>[];
  /** Scalars of `enum` and `const`: they are of the contract. */
  values: ReadonlySet<Json>;
  /** True where names are data. */
  isMap: boolean;
  properties: Located<JsonObject>[];
  /** By documented name; null for a name that is not. */
  named: Map<string, ShapePlace | null>;
  rest: ShapePlace | null;
  items: ShapePlace | null;
}

const MOST_ALTERNATIVES = 200;

/** Names that are remembered of a place: those that are not documented are data, and without end. */
const MOST_NAMES = 500;

/** Makes places of one document; they are kept for as long as whoever asks keeps this. */
export interface ShapePlan {
  root(schema: Located<Json> | null): ShapePlace;
  property(place: ShapePlace, name: string): ShapePlace | null;
  rest(place: ShapePlace): ShapePlace;
  items(place: ShapePlace): ShapePlace;
}

const plans = new WeakMap<ResolveSchema, ShapePlan>();

/** The plan that belongs to a way of following references. */
export function shapePlan(resolve: ResolveSchema): ShapePlan {
  const known = plans.get(resolve) ?? createPlan(resolve);
  plans.set(resolve, known);
  return known;
}

function createPlan(resolve: ResolveSchema): ShapePlan {
  const roots = new WeakMap<object, ShapePlace>();
  const place = (schemas: Located<Json>[]) => placeOf(schemas, resolve);
  return {
    root(schema) {
      if (schema === null || typeof schema.value !== 'object' || schema.value === null) {
        return place(schema ? [schema] : []);
      }
      const known = roots.get(schema.value) ?? place([schema]);
      roots.set(schema.value, known);
      return known;
    },
    property(at, name) {
      const known = at.named.get(name);
      if (known !== undefined) return known;
      const own = at.properties.flatMap((one) => inside(one, name));
      const made = own.length > 0 ? place(own) : null;
      if (made || at.named.size < MOST_NAMES) at.named.set(name, made);
      return made;
    },
    rest(at) {
      at.rest ??= place(at.parts.flatMap((part) => inside(part, 'additionalProperties')));
      return at.rest;
    },
    items(at) {
      at.items ??= place(at.parts.flatMap((part) => inside(part, 'items')));
      return at.items;
    },
  };
}

function placeOf(schemas: Located<Json>[], resolve: ResolveSchema): ShapePlace {
  const parts = partsOf(schemas, resolve);
  const properties = parts.flatMap((part) => inside(part, 'properties'));
  return {
    parts,
    values: new Set(parts.flatMap(({ value }) => valuesIn(value))),
    isMap: properties.length === 0 || parts.some(isFree),
    properties,
    named: new Map(),
    rest: null,
    items: null,
  };
}

function valuesIn(schema: JsonObject): Json[] {
  const listed = Array.isArray(schema.enum) ? schema.enum : [];
  return schema.const === undefined ? listed : [...listed, schema.const];
}

function isFree({ value }: Located<JsonObject>): boolean {
  if (value.patternProperties !== undefined) return true;
  return value.additionalProperties === true || isObject(value.additionalProperties);
}

/** The plain schemas of a place: references, `allOf` and every alternative. */
function partsOf(schemas: Located<Json>[], resolve: ResolveSchema): Located<JsonObject>[] {
  const parts = new Map<string, Located<JsonObject>>();
  const open = [...schemas];
  while (open.length > 0 && parts.size < MOST_ALTERNATIVES) {
    const next = resolved(open.pop() as Located<Json>, resolve);
    if (!isObject(next?.value) || parts.has(next.pointer)) continue;
    const part = { value: next.value, pointer: next.pointer };
    parts.set(part.pointer, part);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = part.value[keyword];
      if (!Array.isArray(list)) continue;
      open.push(...list.map((value, index) => ({ value, pointer: `${part.pointer}/${keyword}/${index}` })));
    }
  }
  return [...parts.values()];
}

function resolved(schema: Located<Json>, resolve: ResolveSchema): Located<Json> | null {
  try {
    return resolve(schema);
  } catch {
    return null;
  }
}

function inside(part: Located<Json>, name: string): Located<JsonObject>[] {
  if (!isObject(part.value) || !Object.hasOwn(part.value, name)) return [];
  const value = part.value[name] as Json;
  return isObject(value) ? [{ value, pointer: part.pointer + toPointer([name]) }] : [];
}
