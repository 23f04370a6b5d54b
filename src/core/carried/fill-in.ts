import { isObject, type Json, type JsonObject } from '../json.ts';
import { valueAt } from '../json-pointer.ts';
import { leadsElsewhere, whyNotUsable } from './captured-value.ts';

/** `${name}` that nothing is known as, or a pointer that names nothing. The message names it, never a value. */
export class NotKnown extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotKnown';
  }
}

/** A value of an answer that may not be used. The message says what it is, never the value. */
export class NotUsable extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotUsable';
  }
}

/** Elements of an array that are looked through at most. */
const MAX_ELEMENTS = 10_000;

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
 * @throws NotKnown for a name that is not in `known`. @throws NotUsable for a value that would lead to another path
 *   than the one that was written: nothing, dots.
 */
export function fillInPath(path: string, known: JsonObject): { path: string; query: string } {
  const alone = /^\$\{([^{}]+)\}$/.test(path);
  const [writtenPath, writtenQuery] = alone ? [path, ''] : parted(path);
  const encode = (text: string): string => {
    if (text === '') throw new NotUsable('a value for the path is empty');
    return alone ? text : encodeURIComponent(text.toWellFormed());
  };
  const filled = fillInText(writtenPath, known, encode);
  const inQuery = fillInText(writtenQuery, known, (text) => encodeURIComponent(text.toWellFormed()));
  const [own, query] = alone ? parted(filled) : [filled, inQuery];
  if (!/^\/(?![/\\])/.test(own)) throw new NotUsable('the path does not begin with a single `/`');
  if (leadsElsewhere(own)) throw new NotUsable('a value leads to another path');
  return { path: own, query };
}

function parted(path: string): [path: string, query: string] {
  const at = path.indexOf('?');
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}

/**
 * What fits `where` in an answer: the answer itself, or the first fitting element of the array that `each` names.
 *
 * @returns undefined where nothing fits. @throws NotKnown for a name in `where` that is not in `known`.
 */
export function firstFitting(
  answer: Json | undefined,
  step: { each: string | null; where: JsonObject },
  known: JsonObject,
): { value: Json | undefined } | null {
  if (step.each === null) return fitsWhere(answer, step.where, known) ? { value: answer } : null;
  const found = elementsOf(answer, step.each).find((element) => fitsWhere(element, step.where, known));
  return found === undefined ? null : { value: found };
}

/** The elements of the array that a pointer names; none where there is no array. */
export function elementsOf(answer: Json | undefined, each: string): Json[] {
  const list = answer === undefined ? undefined : valueAt(answer, each);
  return Array.isArray(list) ? list.slice(0, MAX_ELEMENTS) : [];
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
 * @param captures name to JSON Pointer. @throws NotKnown where the answer has no such place. @throws NotUsable where
 *   what is there may not be used in a call.
 */
export function captureFrom(answer: Json | undefined, captures: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(captures).map(([name, pointer]) => {
      const value = answer === undefined ? undefined : valueAt(answer, String(pointer));
      if (value === undefined) throw new NotKnown(`the answer has no ${pointer} for \${${name}}`);
      const why = whyNotUsable(value);
      if (why) throw new NotUsable(`${pointer} of the answer is not used as \${${name}}: it is ${why}`);
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
