import { characterClass, escapedClass, PRINTABLE } from './character-class.ts';

/** A piece of a pattern and how often it stands. */
export type Piece = { min: number; max: number } & (
  | { of: 'characters'; characters: number[] }
  | { of: 'group'; branches: Piece[][] }
);

/** What is left of a pattern while it is read. */
export interface Cursor {
  text: string;
  at: number;
}

/** Thrown and caught here: the pattern has a part that is not understood. */
class NotUnderstood extends Error {}

/** The pieces of a pattern in order; null where a part of it is not understood. */
export function parsePattern(pattern: string): Piece[] | null {
  const cursor: Cursor = { text: pattern, at: 0 };
  try {
    const branches = readBranches(cursor);
    if (cursor.at < pattern.length) return null;
    return [{ of: 'group', branches, min: 1, max: 1 }];
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

function readBranches(cursor: Cursor): Piece[][] {
  const branches: Piece[][] = [[]];
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ')') {
    const letter = cursor.text[cursor.at] as string;
    if (letter === '|') {
      cursor.at++;
      branches.push([]);
    } else if (letter === '^' || letter === '$') {
      cursor.at++;
    } else {
      const piece = readPiece(cursor, letter);
      if (piece) branches.at(-1)?.push(piece);
    }
  }
  return branches;
}

function readPiece(cursor: Cursor, letter: string): Piece | null {
  if (letter === '(') return repeated(cursor, { of: 'group', branches: readGroup(cursor) });
  if (letter === '[') {
    const characters = characterClass(cursor);
    if (!characters || characters.length === 0) throw new NotUnderstood();
    return repeated(cursor, { of: 'characters', characters });
  }
  if (letter === '\\') {
    const escaped = escapedClass(cursor);
    if (escaped === 'anchor') return null;
    if (!escaped) throw new NotUnderstood();
    return repeated(cursor, { of: 'characters', characters: escaped });
  }
  const code = cursor.text.codePointAt(cursor.at) as number;
  cursor.at += String.fromCodePoint(code).length;
  return repeated(cursor, { of: 'characters', characters: letter === '.' ? PRINTABLE : [code] });
}

function readGroup(cursor: Cursor): Piece[][] {
  const head = /^\((\?:|\?<[A-Za-z_]\w*>)?/.exec(cursor.text.slice(cursor.at))?.[0] as string;
  cursor.at += head.length;
  if (cursor.text[cursor.at] === '?') throw new NotUnderstood();
  const branches = readBranches(cursor);
  if (cursor.text[cursor.at] !== ')') throw new NotUnderstood();
  cursor.at++;
  return branches;
}

type Bare = { of: 'characters'; characters: number[] } | { of: 'group'; branches: Piece[][] };

function repeated(cursor: Cursor, bare: Bare): Piece {
  const found = /^(?:([?*+])|\{(\d+)(,(\d*))?\})\??/.exec(cursor.text.slice(cursor.at));
  if (!found) return { ...bare, min: 1, max: 1 };
  cursor.at += found[0].length;
  const [, sign, least, range, most] = found;
  if (sign) return { ...bare, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  const min = Number(least);
  if (range === undefined) return { ...bare, min, max: min };
  return { ...bare, min, max: most ? Number(most) : Number.POSITIVE_INFINITY };
}
