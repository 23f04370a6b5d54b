import { ForewarnError } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { fromPointer, pointerInto } from '../../json-pointer.ts';
import type { Located } from './types.ts';

/** Longer chains of references than this are refused: no author writes them. */
const LONGEST_CHAIN = 100;

const targets = new WeakMap<JsonObject, Map<string, Located<Json>>>();

/**
 * Follows `$ref` (RFC 6901 fragments into the same document) until something that is not a reference.
 * What is not a reference comes back as it is. Members beside a `$ref` are not looked at.
 *
 * @throws ForewarnError `input` where a reference leads nowhere, out of the document or back to itself.
 */
export function resolveReference(document: { raw: JsonObject }, located: Located<Json>): Located<Json> {
  return follow(document.raw, located, 0);
}

/** Like {@link resolveReference}, but what leads nowhere stays as it is written. */
export function resolveWhereKnown(document: { raw: JsonObject }, located: Located<Json>): Located<Json> {
  try {
    return resolveReference(document, located);
  } catch (error) {
    if (error instanceof ForewarnError) return located;
    throw error;
  }
}

/** Like {@link targetOf}, or null where there is no such place. */
export function targetWhereKnown(raw: JsonObject, reference: string, from: string): Located<Json> | null {
  try {
    return targetOf(raw, reference, from);
  } catch (error) {
    if (error instanceof ForewarnError) return null;
    throw error;
  }
}

/** The `$ref` of a value, or null where it has none. */
export function referenceOf(value: Json): string | null {
  return isObject(value) && typeof value.$ref === 'string' ? value.$ref : null;
}

/**
 * The place one `$ref` names, followed one step only.
 *
 * @throws ForewarnError `input` where there is no such place.
 */
export function targetOf(raw: JsonObject, reference: string, from: string): Located<Json> {
  const known = targets.get(raw) ?? new Map<string, Located<Json>>();
  targets.set(raw, known);
  const cached = known.get(reference);
  if (cached) return cached;
  const found = find(raw, reference, from, 0);
  known.set(reference, found);
  return found;
}

function follow(raw: JsonObject, located: Located<Json>, depth: number): Located<Json> {
  let at = located;
  for (let step = depth; step <= LONGEST_CHAIN; step++) {
    const reference = referenceOf(at.value);
    if (reference === null) return at;
    at = targetOf(raw, reference, located.pointer);
  }
  throw new ForewarnError('input', `the reference at ${located.pointer} leads back to itself`, {
    fix: 'make one of the references in the chain a definition',
  });
}

function find(raw: JsonObject, reference: string, from: string, depth: number): Located<Json> {
  if (!reference.startsWith('#')) {
    throw new ForewarnError('input', `the reference at ${from} leads out of the document`, {
      fix: 'bundle the document, or name the folder of its parts with --ref-root',
    });
  }
  const isPointer = reference === '#' || reference.startsWith('#/');
  const found = isPointer
    ? (direct(raw, reference) ??
      walk(raw, fromPointer(reference), depth) ??
      walk(raw, fromPointer(reference.slice(1)), depth))
    : null;
  if (found) return found;
  throw new ForewarnError('input', `the reference at ${from} leads nowhere in the document`, {
    fix: 'define what it names, or correct the reference',
  });
}

/** The target of a pointer that has nothing escaped and leads past no other reference, as nearly every one. */
function direct(raw: JsonObject, pointer: string): Located<Json> | null {
  if (pointer.includes('~') || pointer.includes('%')) return null;
  let value: Json = raw;
  for (const token of pointer.split('/').slice(1)) {
    const next = member(value, token);
    if (next === undefined) return null;
    value = next;
  }
  return { value, pointer };
}

function walk(raw: JsonObject, tokens: string[], depth: number): Located<Json> | null {
  let at: Located<Json> = { value: raw, pointer: '#' };
  for (const token of tokens) {
    if (!has(at.value, token) && referenceOf(at.value) !== null) at = follow(raw, at, depth + 1);
    const next = member(at.value, token);
    if (next === undefined) return null;
    at = { value: next, pointer: pointerInto(at.pointer, token) };
  }
  return at;
}

function has(value: Json, token: string): boolean {
  return member(value, token) !== undefined;
}

function member(value: Json, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
