import type { Cursor } from './parse-pattern.ts';

const DIGITS = span('0', '9');
const WORD = [...span('a', 'z'), ...DIGITS, ...span('A', 'Z'), code('_')];
const SPACE = [code(' ')];

/** The characters that texts are made of: ASCII without control characters, letters first. */
export const PRINTABLE = [...WORD, ...span(' ', '~').filter((one) => !WORD.includes(one))];

const ESCAPES: Record<string, number[]> = {
  d: DIGITS,
  D: outside(DIGITS),
  w: WORD,
  W: outside(WORD),
  s: SPACE,
  S: outside(SPACE),
  n: [10],
  r: [13],
  t: [9],
};

/** Reads `[...]` at the cursor: the printable characters it takes; null where it is not understood. */
export function characterClass(cursor: Cursor): number[] | null {
  const { text } = cursor;
  let at = cursor.at + 1;
  const negated = text[at] === '^';
  if (negated) at++;
  const taken = new Set<number>();
  while (at < text.length && text[at] !== ']') {
    const inner: Cursor = { text, at };
    const from = member(inner);
    if (!from) return null;
    at = inner.at;
    if (from.length === 1 && text[at] === '-' && text[at + 1] !== ']' && at + 1 < text.length) {
      inner.at = at + 1;
      const to = member(inner);
      if (to?.length !== 1) return null;
      at = inner.at;
      const last = Math.min(to[0] as number, (from[0] as number) + 5_000);
      for (let one = from[0] as number; one <= last; one++) taken.add(one);
    } else for (const one of from) taken.add(one);
  }
  if (text[at] !== ']') return null;
  cursor.at = at + 1;
  return negated ? outside([...taken]) : [...taken];
}

function member(cursor: Cursor): number[] | null {
  if (cursor.text[cursor.at] === '\\') {
    if (cursor.text[cursor.at + 1] === 'b') return null;
    const escaped = escapedClass(cursor);
    return escaped === 'anchor' ? null : escaped;
  }
  const one = cursor.text.codePointAt(cursor.at) as number;
  cursor.at += String.fromCodePoint(one).length;
  return [one];
}

/** Reads `\x` at the cursor: its characters, `anchor` for `\b` and `\B`, null where it is not understood. */
export function escapedClass(cursor: Cursor): number[] | 'anchor' | null {
  const letter = cursor.text[cursor.at + 1];
  if (letter === undefined) return null;
  const hex = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\})/.exec(
    cursor.text.slice(cursor.at, cursor.at + 12),
  );
  if (hex) {
    cursor.at += hex[0].length;
    return [Number.parseInt((hex[1] ?? hex[2] ?? hex[3]) as string, 16)];
  }
  cursor.at += 2;
  if (letter === 'b' || letter === 'B') return 'anchor';
  if (Object.hasOwn(ESCAPES, letter)) return ESCAPES[letter] as number[];
  return /[a-zA-Z0-9]/.test(letter) ? null : [code(letter)];
}

function outside(taken: number[]): number[] {
  const gone = new Set(taken);
  return span(' ', '~').filter((one) => !gone.has(one));
}

function span(from: string, to: string): number[] {
  return Array.from({ length: code(to) - code(from) + 1 }, (_, index) => code(from) + index);
}

function code(letter: string): number {
  return letter.codePointAt(0) as number;
}
