import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { isFieldName } from './kept-text.ts';
import { type ResolveSchema, type ShapePlace, shapePlan } from './shape-plan.ts';

const DEEPEST = 40;
const MOST_PLACES = 5_000;
const MOST_NAMES = 200;
const MOST_ELEMENTS = 5;
const MOST_LOOKED_AT = 100;

/** The key of a map's values, whose own keys are data. */
const ANY_NAME = '{*}';

/**
 * A value with everything personal taken out, by allow-list: kept are names and enum values of the contract,
 * names that look like fields of an object that is no map, and the null; all else is its type with the class of
 * its size. Elements of an array that look alike are kept once.
 */
export function shapeOfValue(value: Json, schema: Located<Json> | null, resolve: ResolveSchema): Json {
  const plan = shapePlan(resolve);
  let places = 0;

  const shape = (here: Json, place: ShapePlace, depth: number): Json => {
    if (++places > MOST_PLACES || depth > DEEPEST) return '<more>';
    if (Array.isArray(here)) return shapeOfArray(here, place, depth);
    if (isObject(here)) return shapeOfObject(here, place, depth);
    return here === null || place.values.has(here) ? here : placeholder(here);
  };

  const shapeOfArray = (elements: Json[], place: ShapePlace, depth: number): Json => {
    const items = plan.items(place);
    const shapes: Json[] = [];
    const looked = Math.min(elements.length, MOST_LOOKED_AT);
    for (let index = 0; index < looked && shapes.length < MOST_ELEMENTS; index++) {
      const element = elements[index] as Json;
      if (hasOneOf(shapes, element, items, depth + 1)) continue;
      const made = shape(element, items, depth + 1);
      if (!shapes.some((one) => isSame(one, made))) shapes.push(made);
    }
    shapes.push(`<${sizeClass(elements.length)} elements>`);
    return shapes;
  };

  const hasOneOf = (shapes: readonly Json[], here: Json, place: ShapePlace, depth: number): boolean => {
    for (const made of shapes) if (hasShape(made, here, place, depth)) return true;
    return false;
  };

  /** Whether a value has a shape that was made, without making its own; false where that would take making it. */
  const hasShape = (made: Json, here: Json, place: ShapePlace, depth: number): boolean => {
    if (places >= MOST_PLACES || depth > DEEPEST || Array.isArray(here)) return false;
    if (!isObject(here)) return made === (here === null || place.values.has(here) ? here : placeholder(here));
    if (!isObject(made)) return false;
    const names = Object.keys(here);
    if (names.length > MOST_NAMES || names.length !== Object.keys(made).length) return false;
    for (const name of names) {
      const own = plan.property(place, name);
      if (own === null && (place.isMap || !isFieldName(name))) return false;
      if (!Object.hasOwn(made, name)) return false;
      if (!hasShape(made[name] as Json, here[name] as Json, own ?? plan.rest(place), depth + 1)) return false;
    }
    return true;
  };

  const shapeOfObject = (object: JsonObject, place: ShapePlace, depth: number): Json => {
    const made: JsonObject = {};
    let left = MOST_NAMES;
    for (const name of Object.keys(object)) {
      if (left-- === 0) break;
      const own = plan.property(place, name);
      const kept = own !== null || (!place.isMap && isFieldName(name));
      put(made, kept ? name : ANY_NAME, shape(object[name] as Json, own ?? plan.rest(place), depth + 1));
    }
    return made;
  };

  return shape(value, plan.root(schema), 0);
}

/** Sets a member, whatever it is called. */
export function put(object: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether two shapes say the same, in whichever order. */
function isSame(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let more = 0;
  for (const _ in other) more++;
  for (const name in one) {
    more--;
    if (!Object.hasOwn(other, name)) return false;
    if (!isSame((one as JsonObject)[name] as Json, (other as JsonObject)[name] as Json)) return false;
  }
  return more === 0;
}

/** A scalar as its type, texts and numbers with the class of their length. */
export function placeholder(value: string | number | boolean | null): string {
  if (typeof value === 'string') return TEXTS[classOf(value.length)] as string;
  if (typeof value === 'number') return Number.isInteger(value) ? '<integer>' : '<number>';
  return `<${value === null ? 'null' : typeof value}>`;
}

const LIMITS = [0, 1, 8, 32, 128, 1024];
const CLASSES = ['0', '1', '2-8', '9-32', '33-128', '129-1024', 'over 1024'];
const TEXTS = CLASSES.map((each) => `<string ${each}>`);

/** The class of a length or a count. */
export function sizeClass(size: number): string {
  return CLASSES[classOf(size)] as string;
}

function classOf(size: number): number {
  let index = 0;
  while (index < LIMITS.length && size > (LIMITS[index] as number)) index++;
  return index;
}
