import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** The object at a path of names; empty where there is none. */
export function objectAt(value: Json | undefined, ...path: string[]): JsonObject {
  const there = at(value, ...path);
  return isObject(there) ? there : {};
}

/** The list at a path of names; one value alone is a list of one, nothing or '' an empty one. */
export function listAt(value: Json | undefined, ...path: string[]): Json[] {
  const there = at(value, ...path);
  if (there === undefined || there === null || there === '') return [];
  return Array.isArray(there) ? there : [there];
}

/** The text at a path of names; '' where there is none. */
export function textAt(value: Json | undefined, ...path: string[]): string {
  const there = at(value, ...path);
  return there === undefined || there === null || typeof there === 'object' ? '' : String(there);
}

/** Text that is JSON, perhaps URL-encoded, as data; {} where it is neither. */
export function jsonIn(text: string): Json {
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
  } catch {
    return {};
  }
}

/** The same object without what is empty: '', null, {} and []. */
export function told(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => {
      if (value === null || value === '') return false;
      return typeof value !== 'object' || Object.keys(value).length > 0;
    }),
  );
}

/** The same data with names as the REST APIs write them: the first letter small. */
export function smallNames(value: Json): Json {
  if (Array.isArray(value)) return value.map(smallNames);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      smallNames(inner),
    ]),
  );
}

/** The same object with names as the templates write them: the first letter large. */
export function largeNames(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  );
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}
