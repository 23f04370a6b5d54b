import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Syntax } from './text-syntax.ts';

/**
 * Remembers the last text that was read, for versions of one document: a part that both write alike is read once, and
 * is the same object in both. Nobody may change what was read with a memory.
 */
export interface TextMemory {
  last: Remembered | null;
}

/** A text that was read. */
export interface Remembered {
  text: string;
  value: JsonObject;
  syntax: Syntax;
  hasLargeNumbers: boolean;
  /** Where the members of the whole are written; null until somebody asks, or where its lines do not tell. */
  root: Mapping | null;
}

/** The members of an object, in order, and by their keys. */
export interface Mapping {
  parts: Part[];
  byKey: Map<string, number>;
}

/** A member: where its text begins, from the beginning of the text of its object. */
export interface Part {
  key: string;
  from: number;
  length: number;
  value: Json;
  /** Where its own members begin, from its beginning, if it is large; what they are, once somebody asked. */
  below: { from: number; mapping: Mapping | null } | null;
}

/** A member of this length or longer is taken apart where it differs. */
export const LARGE = 4_000;

/** A memory of nothing yet. */
export function createTextMemory(): TextMemory {
  return { last: null };
}

/** Where the members of an object that was read are written; null where its lines do not tell as many as there are. */
export function mappingOf({ text, syntax }: Remembered, at: number, value: JsonObject): Mapping | null {
  const indent = at === -1 ? -1 : syntax.indentOf(text, at);
  if (indent === -1) return null;
  const mapping: Mapping = { parts: [], byKey: new Map() };
  for (let from = at; ; ) {
    const end = syntax.endOf(text, from, indent);
    const after = end === -1 ? null : syntax.after(text, end, indent);
    const found = syntax.keyOf(text, from);
    if (!after || !found || !Object.hasOwn(value, found.key)) return null;
    const member = value[found.key] as Json;
    const isLarge = end - from >= LARGE && found.below !== -1 && isObject(member);
    const below = isLarge ? { from: found.below - from, mapping: null } : null;
    mapping.byKey.set(found.key, mapping.parts.length);
    mapping.parts.push({ key: found.key, from: from - at, length: end - from, value: member, below });
    if ('closed' in after) break;
    from = after.next;
  }
  return mapping.parts.length === Object.keys(value).length ? mapping : null;
}
