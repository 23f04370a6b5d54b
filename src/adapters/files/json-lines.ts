import type { JsonObject } from '../../core/json.ts';
import { lookThrough } from './as-json.ts';
import { writtenMembers } from './parse-json.ts';
import type { Syntax } from './text-syntax.ts';

/** A key at the beginning of its line, and whether an object in lines begins behind it. */
const KEY = /[ \t]*("(?:[^"\\\n]|\\.)*"):[ \t]?(\{\n)?/y;

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const CLOSED = new Set(['}', ']']);

/**
 * Objects as JSON is written for people to read: each member begins a line, deeper than its object. Texts of JSON have
 * no line ends in them (RFC 8259, 7), so lines tell all; what is written otherwise is told by nothing here.
 */
export const JSON_LINES: Syntax = {
  isTold: () => true,

  rootOf: (text) => (text.startsWith('{\n') ? 2 : -1),

  indentOf(text, at) {
    const first = afterSpace(text, at);
    return text.charCodeAt(first) === QUOTE ? first - at : -1;
  },

  keyOf(text, at) {
    KEY.lastIndex = at;
    const [, written, opening] = KEY.exec(text) ?? [];
    if (written === undefined) return null;
    return { key: JSON.parse(written), below: opening === undefined ? -1 : KEY.lastIndex };
  },

  endOf(text, at, indent) {
    const outer = notDeeperThan(indent);
    outer.lastIndex = at + indent;
    for (let found = outer.exec(text); found; found = outer.exec(text)) {
      const first = outer.lastIndex;
      const isMember = text.charCodeAt(first) === QUOTE;
      if (isMember) return text.charCodeAt(found.index - 1) === COMMA ? found.index - 1 : -1;
      if (!CLOSED.has(text.charAt(first))) return -1;
      if (first - found.index - 1 < indent) return found.index;
    }
    return -1;
  },

  after(text, end, indent) {
    const isLast = text.charCodeAt(end) !== COMMA;
    const line = isLast ? end + 1 : end + 2;
    if (text.charCodeAt(line - 1) !== NEWLINE) return null;
    const first = afterSpace(text, line);
    if (!isLast) return first - line === indent && text.charCodeAt(first) === QUOTE ? { next: line } : null;
    return first - line < indent && text.charAt(first) === '}' ? { closed: first + 1 } : null;
  },

  isEnd: (text, at) => text.slice(at).trim() === '',

  read(member) {
    const value: JsonObject = JSON.parse(`{${member}}`);
    const piece = lookThrough(value, false);
    return piece.members === writtenMembers(member) ? piece : null;
  },
};

function afterSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  return at;
}

/** Finds the lines that say something at this indentation or less. A few indentations are all that a text has. */
function notDeeperThan(indent: number): RegExp {
  const known = byIndent.get(indent) ?? new RegExp(`\\n[ \\t]{0,${indent}}(?=[^ \\t\\n])`, 'g');
  byIndent.set(indent, known);
  return known;
}

const byIndent = new Map<number, RegExp>();
