import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { valueAt } from '../../core/json-pointer.ts';

/** `${name}` that nothing is known as, or a pointer that names nothing. The message names it, never a value. */
export class NotKnown extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotKnown';
  }
}

/**
 * Fills in `${name}` everywhere in a value of a recipe. A string that is one `${name}` alone becomes the value with
 * its type; within other text, strings stand as they are and other values as JSON. Keys are left alone.
 *
 * @throws NotKnown for a name that is not in `known`.
 */
export function fillIn(value: Json, known: JsonObject): Json {
  if (typeof value === 'string') {
    const whole = /^\$\{([^{}]+)\}$/.exec(value);
    return whole ? named(whole[1] as string, known) : fillInText(value, known, (text) => text);
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, known));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, known)]));
}

/**
 * Fills in a path with its query: values are percent-encoded, but for a path that is one `${name}` alone.
 *
 * @throws NotKnown for a name that is not in `known`.
 */
export function fillInPath(path: string, known: JsonObject): { path: string; query: string } {
  const alone = /^\$\{([^{}]+)\}$/.test(path);
  const filled = fillInText(path, known, alone ? (text) => text : encodeURIComponent);
  const at = filled.indexOf('?');
  return at < 0 ? { path: filled, query: '' } : { path: filled.slice(0, at), query: filled.slice(at + 1) };
}

/**
 * True if an answer has, at each JSON Pointer of `where`, the value that stands there.
 *
 * @throws NotKnown for a name in `where` that is not in `known`.
 */
export function fitsWhere(answer: Json | undefined, where: JsonObject, known: JsonObject): boolean {
  return Object.entries(where).every(([pointer, expected]) => {
    const actual = answer === undefined ? undefined : valueAt(answer, pointer);
    return actual !== undefined && same(actual, fillIn(expected, known));
  });
}

/**
 * The values that a recipe captures from an answer, by name.
 *
 * @param captures name to JSON Pointer. @throws NotKnown where the answer has no such place.
 */
export function captureFrom(answer: Json | undefined, captures: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(captures).map(([name, pointer]) => {
      const value = answer === undefined ? undefined : valueAt(answer, String(pointer));
      if (value === undefined) throw new NotKnown(`the answer has no ${pointer} for \${${name}}`);
      return [name, value];
    }),
  );
}

function fillInText(text: string, known: JsonObject, encode: (text: string) => string): string {
  return text.replace(/\$\{([^{}]+)\}/g, (_, name: string) => {
    const value = named(name, known);
    return encode(typeof value === 'string' ? value : JSON.stringify(value));
  });
}

function named(name: string, known: JsonObject): Json {
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  if (value === undefined) throw new NotKnown(`nothing is known as \${${name}}`);
  return value;
}

function same(one: Json, other: Json): boolean {
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => same(item, other[at] as Json))
    );
  }
  if (!isObject(one)) return one === other;
  const names = Object.keys(one);
  return (
    isObject(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && same(one[name] as Json, other[name] as Json))
  );
}
