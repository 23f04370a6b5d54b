import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPointer } from '../json-pointer.ts';
import type { Located } from '../openapi/document/types.ts';
import { isFieldName } from './kept-text.ts';

/** Follows a schema's reference to where it is written. May throw: then nothing is known of the schema. */
export type ResolveSchema = (schema: Located<Json>) => Located<Json>;

const DEEPEST = 40;
const MOST_PLACES = 5_000;
const MOST_ALTERNATIVES = 200;
const MOST_NAMES = 200;
const MOST_ELEMENTS = 5;

/** The key of a map's values, whose own keys are data. */
const ANY_NAME = '{*}';

/**
 * A value with everything personal taken out, by allow-list: kept are names and enum values of the contract,
 * names that look like fields of an object that is no map, and the null; all else is its type with the class of
 * its size. Elements of an array that look alike are kept once.
 */
export function shapeOfValue(value: Json, schema: Located<Json> | null, resolve: ResolveSchema): Json {
  let places = 0;
  return shape(value, schema ? [schema] : [], 0);

  function shape(here: Json, schemas: Located<Json>[], depth: number): Json {
    if (++places > MOST_PLACES || depth > DEEPEST) return '<more>';
    const parts = partsOf(schemas, resolve);
    if (Array.isArray(here)) return shapeOfArray(here, parts, depth);
    if (isObject(here)) return shapeOfObject(here, parts, depth);
    return isOfContract(here, parts) ? here : placeholder(here);
  }

  function shapeOfArray(elements: Json[], parts: Located<JsonObject>[], depth: number): Json {
    const items = parts.flatMap((part) => inside(part, 'items'));
    const shapes = new Map<string, Json>();
    for (const element of elements.slice(0, 100)) {
      const made = shape(element, items, depth + 1);
      shapes.set(JSON.stringify(made), made);
      if (shapes.size >= MOST_ELEMENTS) break;
    }
    return [...shapes.values(), `<${sizeClass(elements.length)} elements>`];
  }

  function shapeOfObject(object: JsonObject, parts: Located<JsonObject>[], depth: number): Json {
    const properties = parts.flatMap((part) => inside(part, 'properties'));
    const rest = parts.flatMap((part) => inside(part, 'additionalProperties'));
    const isMap = properties.length === 0 || parts.some(isFree);
    const made: [string, Json][] = [];
    for (const name of Object.keys(object).slice(0, MOST_NAMES)) {
      const own = properties.flatMap((one) => inside(one, name));
      const kept = own.length > 0 || (!isMap && isFieldName(name));
      const value = shape(object[name] as Json, own.length > 0 ? own : rest, depth + 1);
      made.push([kept ? name : ANY_NAME, value]);
    }
    return Object.fromEntries(made);
  }
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

function inside(part: Located<Json>, name: string): Located<Json>[] {
  if (!isObject(part.value) || !Object.hasOwn(part.value, name)) return [];
  const value = part.value[name] as Json;
  return isObject(value) ? [{ value, pointer: part.pointer + toPointer([name]) }] : [];
}

function isOfContract(value: Json, parts: Located<JsonObject>[]): boolean {
  if (value === null) return true;
  return parts.some(
    ({ value: schema }) =>
      schema.const === value || (Array.isArray(schema.enum) && schema.enum.includes(value)),
  );
}

/** A scalar as its type, texts and numbers with the class of their length. */
export function placeholder(value: string | number | boolean | null): string {
  if (typeof value === 'string') return `<string ${sizeClass(value.length)}>`;
  if (typeof value === 'number') return Number.isInteger(value) ? '<integer>' : '<number>';
  return `<${value === null ? 'null' : typeof value}>`;
}

function sizeClass(size: number): string {
  const limits = [0, 1, 8, 32, 128, 1024];
  const upper = limits.find((limit) => size <= limit);
  if (upper === undefined) return 'over 1024';
  const lower = limits[limits.indexOf(upper) - 1];
  return upper <= 1 || lower === undefined ? String(upper) : `${lower + 1}-${upper}`;
}
