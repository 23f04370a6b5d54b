import { ForewarnError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';

/** What of an operation, or of all operations of a path, cannot be known. */
export interface Cover {
  /** The path as operations are known by it, or `callback:*` for all callbacks. */
  path: string;
  /** Upper case; null for every method. */
  method: string | null;
  part: 'operation' | 'parameters' | 'body' | 'response';
  /** Of the response. */
  status: string | null;
}

/** A part of a document that cannot be known, because the reference that stands for it leads nowhere. */
export interface UnknownPart extends Cover {
  /** Where the reference is. */
  pointer: string;
  reason: string;
}

interface Reading {
  cover: Covering | null;
  parts: UnknownPart[];
}

/** What is read now, and what that is a part of: put together only where a reference leads nowhere. */
interface Covering {
  own: Partial<Cover>;
  outer: Covering | null;
}

const readings = new WeakMap<JsonObject, Reading>();

/** From now on, references of operations that lead nowhere are noted for this document, and not refused. */
export function keepUnknown(root: JsonObject): void {
  if (!readings.has(root)) readings.set(root, { cover: null, parts: [] });
}

/** What of the document cannot be known, as far as it was read. */
export function unknownParts(root: JsonObject): readonly UnknownPart[] {
  return readings.get(root)?.parts ?? [];
}

/** Reads a part: a reference in it that leads nowhere makes unknown what is named here. */
export function covering<T>(root: JsonObject, cover: Partial<Cover>, read: () => T): T {
  const reading = readings.get(root);
  if (!reading) return read();
  const outer = reading.cover;
  reading.cover = { own: cover, outer };
  try {
    return read();
  } finally {
    reading.cover = outer;
  }
}

/**
 * What `resolve` gives, or null where it finds no target and that is noted.
 *
 * @throws what `resolve` throws, where nothing is noted
 */
export function unlessUnknown<T>(root: JsonObject, pointer: string, resolve: () => T): T | null {
  try {
    return resolve();
  } catch (error) {
    const reading = readings.get(root);
    if (!reading?.cover || !(error instanceof ForewarnError)) throw error;
    const cover = wholeOf(reading.cover);
    const isKnown = reading.parts.some((part) => part.pointer === pointer && isSame(part, cover));
    if (!isKnown) reading.parts.push({ ...cover, pointer, reason: error.message });
    return null;
  }
}

function wholeOf(covering: Covering | null): Cover {
  if (!covering) return { path: '', method: null, part: 'operation', status: null };
  return { ...wholeOf(covering.outer), ...covering.own };
}

function isSame(part: Cover, cover: Cover): boolean {
  return (
    part.path === cover.path &&
    part.method === cover.method &&
    part.part === cover.part &&
    part.status === cover.status
  );
}
