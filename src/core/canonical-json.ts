import type { Json, JsonObject } from './json.ts';

/**
 * Canonical JSON (RFC 8785): keys in UTF-16 order, no white space, numbers as ECMAScript writes them.
 * The same value always gives the same text, so a hash over it is a hash over the value.
 *
 * @throws TypeError for what JSON cannot hold (NaN, infinities, lone surrogates).
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return scalar(value);
  return Array.isArray(value) ? list(value) : object(value);
}

function list(values: readonly Json[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += canonicalJson(values[index] as Json);
  }
  return `${text}]`;
}

function object(value: JsonObject): string {
  let text = '';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function scalar(value: null | boolean | number): string {
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN and no infinity');
  return JSON.stringify(value);
}

/** No quote, backslash or control character, which JSON escapes, and no half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogates');
  return JSON.stringify(text);
}

/** Names of members in UTF-16 order. Many objects are written in it: sorting them is what costs. */
export function sortedKeys(value: JsonObject): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort(byCodeUnit);
  }
  return keys;
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
