import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { type Looked, NOTHING_SEEN } from './as-json.ts';
import { LARGE, type Mapping, mappingOf, type Part, type TextMemory } from './text-memory.ts';
import type { Piece, Syntax } from './text-syntax.ts';

/** An object that was read: where its text ends. */
interface Read {
  value: JsonObject;
  mapping: Mapping;
  end: number;
}

/** A mapping of the last text, and where it begins there. */
interface Before extends Mapping {
  at: number;
}

/** Where more than this part of a text is new, it is read sooner as a whole. */
const MOST_NEW = 0.25;

/**
 * Reads a text by its parts, and of these only what the last text did not have; the memory keeps it.
 *
 * @returns what reading it as a whole would give, sharing what it has in common with the last text, and what was seen
 * in what is new; or null where it has to be read as a whole
 */
export function readKnownParts(text: string, memory: TextMemory, syntax: Syntax): Piece | null {
  const { last } = memory;
  let left = text.length * MOST_NEW;
  if (last?.syntax !== syntax || text.length - last.text.length > left) return null;
  const { hasLargeNumbers } = last;
  const seen: Looked = { ...NOTHING_SEEN, hasLargeNumbers };

  const readMembers = (at: number, before: Before): Read | null => {
    const indent = syntax.indentOf(text, at);
    if (indent === -1) return null;
    const value: JsonObject = {};
    const mapping: Mapping = { parts: [], byKey: new Map() };
    let expected = 0;
    for (let from = at; ; ) {
      const found = partAt(from, indent, before, expected);
      if (!found || found.part.key === '__proto__' || mapping.byKey.has(found.part.key)) return null;
      const { part, index } = found;
      const after = syntax.after(text, from + part.length, indent);
      if (!after) return null;
      value[part.key] = part.value;
      mapping.byKey.set(part.key, mapping.parts.length);
      mapping.parts.push(part.from === from - at ? part : { ...part, from: from - at });
      if (index !== null) expected = index + 1;
      if ('closed' in after) return { value, mapping, end: after.closed };
      from = after.next;
    }
  };

  /** The member that begins here, and which one of the last text it was. */
  const partAt = (at: number, indent: number, before: Before, expected: number): Found | null => {
    const next = before.parts[expected];
    if (next && isSame(next, at, indent, before)) return { part: next, index: expected };
    const found = syntax.keyOf(text, at);
    const index = found && before.byKey.get(found.key);
    const was = index === undefined || index === null ? undefined : before.parts[index];
    if (was && was !== next && isSame(was, at, indent, before)) return { part: was, index: index as number };
    const part = (found && was && readBelow(at, indent, found, was, before)) ?? readAlone(at, indent, found);
    return part && { part, index: index ?? null };
  };

  const isSame = (part: Part, at: number, indent: number, before: Before): boolean => {
    const end = at + part.length;
    if (end > text.length || syntax.after(text, end, indent) === null) return false;
    const was = before.at + part.from;
    return last.text.slice(was, was + part.length) === text.slice(at, end);
  };

  const readBelow = (
    at: number,
    indent: number,
    { key, below }: { key: string; below: number },
    was: Part,
    before: Before,
  ): Part | null => {
    if (below === -1 || !was.below || syntax.indentOf(text, below) <= indent) return null;
    const from = before.at + was.from + was.below.from;
    was.below.mapping ??= mappingOf(last, from, was.value as JsonObject);
    if (!was.below.mapping) return null;
    const read = readMembers(below, { ...was.below.mapping, at: from });
    if (!read) return null;
    const { value, mapping, end } = read;
    return { key, from: 0, length: end - at, value, below: { from: below - at, mapping } };
  };

  const readAlone = (
    at: number,
    indent: number,
    found: { key: string; below: number } | null,
  ): Part | null => {
    const end = syntax.endOf(text, at, indent);
    left -= end - at;
    const piece = end === -1 || left < 0 ? null : syntax.read(text.slice(at, end));
    if (!piece || !isObject(piece.value as Json)) return null;
    const [only, more] = Object.entries(piece.value as JsonObject);
    if (!only || more) return null;
    note(piece.looked);
    const isLarge = end - at >= LARGE && found && found.below !== -1;
    return {
      key: only[0],
      from: 0,
      length: end - at,
      value: only[1],
      below: isLarge ? { from: found.below - at, mapping: null } : null,
    };
  };

  const note = (looked: Looked): void => {
    seen.refersElsewhere ||= looked.refersElsewhere;
    seen.namesSchemas ||= looked.namesSchemas;
    seen.hasLargeNumbers ||= looked.hasLargeNumbers;
  };

  try {
    last.root ??= syntax.isTold(last.text) ? mappingOf(last, syntax.rootOf(last.text), last.value) : null;
    const from = syntax.rootOf(text);
    if (!last.root || from === -1) return null;
    const read = readMembers(from, { ...last.root, at: syntax.rootOf(last.text) });
    if (!read || !syntax.isEnd(text, read.end)) return null;
    const { value, mapping: root } = read;
    memory.last = { text, value, syntax, hasLargeNumbers: seen.hasLargeNumbers, root };
    return { value, looked: seen };
  } catch {
    // What a part says may need another one, or be no text of this format: whoever reads the whole tells.
    return null;
  }
}

interface Found {
  part: Part;
  index: number | null;
}
