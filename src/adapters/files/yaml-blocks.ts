import { readTree } from './look-at-yaml.ts';
import type { Syntax } from './text-syntax.ts';

/** A key at the beginning of a block: a name that every schema reads as itself, or quoted without escapes. */
const KEY = / *([A-Za-z_/$][\w/{}.$-]*|'[^'\n]*'|"[^"\\\n]*"):(?: *\n)?/y;

/** What a key may begin with that is nothing but its name. */
const NAME = /[\w/'"$.{}]/;

/** The indentation of the first line that is neither empty nor a comment. */
const FIRST_LINE = /(?: *(?:#[^\n]*)?\n)*( *)(?=[^ \n#])/y;

/** What makes lines tell too little: several documents, directives, line ends of old. */
const UNTOLD = /\r|^%|\n(?:---|\.\.\.)|^\.\.\./;

/** What may stand before an anchor or an alias, and what in none of them. */
const BEFORE = /[\s[{,:"']/;
const NO_NAME = /[\s,[\]{}]/;

const NEWLINE = 10;
const SPACE = 32;
const DASH = 45;

/**
 * Whether parts of a YAML text may be the same value, by an anchor and an alias (YAML 1.2, 3.2.2.2): where there is none
 * of both, nothing is shared.
 */
export function mayShareParts(text: string): boolean {
  return mayName(text, '&') && mayName(text, '*');
}

function mayName(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    const next = text.charAt(at + 1);
    const begins = at === 0 || BEFORE.test(text.charAt(at - 1));
    if (begins && next !== '' && next !== sign && !NO_NAME.test(next)) return true;
  }
  return false;
}

/**
 * Block mappings (YAML 1.2, 8.2.2), told by the indentation of lines alone. All their members are found; more are,
 * only where a quoted text or a flow collection goes on at the indentation of its own key.
 */
export const YAML_BLOCKS: Syntax = {
  isTold: (text) => !UNTOLD.test(text),

  rootOf: (text) => (text.startsWith('---\n') ? 4 : 0),

  indentOf(text, at) {
    FIRST_LINE.lastIndex = at;
    const indent = FIRST_LINE.exec(text)?.[1]?.length ?? -1;
    return NAME.test(text.charAt(FIRST_LINE.lastIndex)) ? indent : -1;
  },

  keyOf(text, from) {
    for (let at = from; ; ) {
      KEY.lastIndex = at;
      const found = KEY.exec(text);
      if (found) {
        const [whole, written = ''] = found;
        const key = /^['"]/.test(written) ? written.slice(1, -1) : written;
        return { key, below: whole.endsWith('\n') ? KEY.lastIndex : -1 };
      }
      // Nothing but comments and empty lines stands before the first key of a mapping.
      if (!/^ *(?:#|\n)/.test(text.slice(at, at + 200))) return null;
      at = text.indexOf('\n', at) + 1;
      if (at === 0) return null;
    }
  },

  endOf(text, at, indent) {
    FIRST_LINE.lastIndex = at;
    if (!FIRST_LINE.test(text)) return -1;
    const outer = notDeeperThan(indent);
    outer.lastIndex = FIRST_LINE.lastIndex;
    for (let found = outer.exec(text); found; found = outer.exec(text)) {
      const first = outer.lastIndex;
      const line = found.index + 1;
      const isOwn = first - line === indent && text.charCodeAt(first) === DASH;
      if (!isOwn || !isItem(text.charCodeAt(first + 1))) return line;
    }
    return text.length;
  },

  after(text, end, indent) {
    if (end === text.length) return { closed: end };
    let first = end;
    while (text.charCodeAt(first) === SPACE) first++;
    if (first - end > indent || !NAME.test(text.charAt(first))) return null;
    return first - end === indent ? { next: end } : { closed: end };
  },

  isEnd: (text, at) => at === text.length,

  read(member) {
    if (mayShareParts(member) || UNTOLD.test(member)) return null;
    return readTree(member, '', false);
  },
};

/** Finds the lines that say something at this indentation or less. A few indentations are all that a text has. */
function notDeeperThan(indent: number): RegExp {
  const known = byIndent.get(indent) ?? new RegExp(`\\n {0,${indent}}(?=[^ \\n#])`, 'g');
  byIndent.set(indent, known);
  return known;
}

const byIndent = new Map<number, RegExp>();

/** An item of a list that stands no deeper than the key that it belongs to. */
function isItem(after: number): boolean {
  return after === SPACE || after === NEWLINE || Number.isNaN(after);
}
