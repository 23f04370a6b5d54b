import type { Failure } from '../../core/exchange/types.ts';
import type { Json } from '../../core/json.ts';
import type { AnswerRoom } from './answer-room.ts';

/** Deeper JSON than this is not read: nothing that walks it may overflow. */
const MAX_DEPTH = 200;
/** Nor is JSON of more values: a few bytes each become a hundred in memory. */
export const MAX_VALUES = 250_000;
/** Nor is an object of more members: it is looked up by name, member by member, which takes most of all. */
const MAX_MEMBERS = 50_000;

/** What a JSON text is, before it is parsed. */
interface Outline {
  depth: number;
  /** Names of members as they are written. */
  names: number;
  values: number;
  /** Members of the largest object. */
  members: number;
  /** True where the text ends inside a string, an array or an object. */
  open: boolean;
  /** True where NaN or Infinity may stand outside a string. */
  notNumber: boolean;
}

/** A JSON text that was read; why it was not; or null where it is no JSON at all, but something else. */
export type ReadJson = { body: Json } | Failure | null;

/**
 * Reads a JSON text (RFC 8259). What readers disagree about is not read, since nobody could say what it means to ours:
 * a member that is there twice, a number beyond a double, NaN. JSON that is cut off or broken says nothing about the
 * contract either; a text that does not begin like an object or an array is an answer of another kind.
 *
 * @param room where what is read has to find its place in memory; without one it is read whatever it holds.
 */
export function readJson(text: string, room?: AnswerRoom): ReadJson {
  const outline = outlineOf(text);
  if (outline.depth > MAX_DEPTH) return { class: 'too-large', detail: 'nested too deep' };
  if (outline.values > MAX_VALUES) return { class: 'too-large', detail: `more than ${MAX_VALUES} values` };
  if (outline.members > MAX_MEMBERS)
    return { class: 'too-large', detail: `an object of more than ${MAX_MEMBERS} members` };
  if (room?.take({ characters: text.length, values: outline.values }) === false) return NO_ROOM;
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    return brokenJson(text, outline);
  }
  const seen = { names: 0, finite: true };
  take(body, seen);
  if (!seen.finite) return { class: 'too-large', detail: 'a number is larger than can be read' };
  if (seen.names !== outline.names)
    return { class: 'truncated', detail: 'a member of the JSON is there twice' };
  return { body };
}

const NO_ROOM: Failure = {
  class: 'too-large',
  detail: 'the answers of this look would hold more than a fifth of our memory',
};

function brokenJson(text: string, { open, notNumber }: Outline): Failure | null {
  const begins = /^\s*[[{]/.test(text);
  if (notNumber && (begins || /^\s*-?(NaN|Infinity)\s*$/.test(text)))
    return { class: 'truncated', detail: 'the JSON holds NaN or Infinity' };
  if (!begins || (!open && isLines(text))) return null;
  return { class: 'truncated', detail: open ? 'the JSON ends too early' : 'the JSON is broken' };
}

/** True for values on lines of their own: another format than JSON. */
function isLines(text: string): boolean {
  const lines = text.trim().split(/\r?\n/, 3).slice(0, 2);
  return lines.length > 1 && lines.every((line) => isValue(line));
}

function isValue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One pass over the text, without memory of it. */
function outlineOf(text: string): Outline {
  let depth = 0;
  let deepest = 0;
  let names = 0;
  let values = 1;
  let members = 0;
  /** Members so far of the objects that are open, by depth. */
  const unfinished = new Int32Array(MAX_DEPTH + 2);
  let quoted = false;
  let notNumber = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) {
      at = endOfString(text, at);
      quoted = at === text.length;
    } else if (unit === 0x7b || unit === 0x5b) {
      values++;
      if (++depth > deepest) deepest = depth;
      unfinished[depth] = 0;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
    else if (unit === 0x3a) {
      names++;
      const own = (unfinished[depth] ?? 0) + 1;
      unfinished[depth] = own;
      if (own > members) members = own;
    } else if (unit === 0x2c) values++;
    else if (unit === 0x4e || unit === 0x49) notNumber = true;
  }
  return { depth: deepest, names, values, members, open: quoted || depth > 0, notNumber };
}

/** Where the string that begins at a place ends; the length of the text where it does not. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}

/** Counts the names of members that are left, and looks for numbers that became Infinity. */
function take(value: Json, seen: { names: number; finite: boolean }): void {
  if (typeof value === 'number') seen.finite &&= Number.isFinite(value);
  else if (Array.isArray(value)) for (const one of value) take(one, seen);
  else if (typeof value === 'object' && value !== null) {
    for (const name in value) {
      seen.names++;
      const member = value[name] as Json;
      // Most members are texts, of which there is nothing to take.
      if (typeof member !== 'string') take(member, seen);
    }
  }
}
