import type { Choose } from './chooser.ts';
import { type Piece, parsePattern } from './parse-pattern.ts';

/** How often an unbounded repetition goes on beyond its least: enough that ids seldom repeat. */
const BEYOND = 6;
/** Longer texts than this are not made. */
const LONGEST = 10_000;

/**
 * A text that an ECMA-262 pattern is likely to accept, of `least` to `most` characters where the pattern's
 * repetitions allow it; null for a pattern with parts that are not understood (look-around, back-references).
 */
export function samplePattern(
  pattern: string,
  choose: Choose,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): string | null {
  const pieces = parsePattern(pattern);
  if (!pieces) return null;
  const rich = write(pieces, choose, { beyond: BEYOND, more: 0 });
  if (rich.length >= least && rich.length <= most) return rich;
  const lean = write(pieces, choose, { beyond: 0, more: 0 });
  if (lean.length >= least || lean.length > LONGEST) return lean;
  return write(pieces, choose, { beyond: 0, more: least - lean.length });
}

/** `more`: characters that are still wanted from repetitions that can grow. */
interface Manner {
  beyond: number;
  more: number;
}

function write(pieces: Piece[], choose: Choose, manner: Manner): string {
  let text = '';
  for (const piece of pieces) {
    const times = timesOf(piece, choose, manner);
    for (let count = 0; count < times && text.length < LONGEST; count++) text += one(piece, choose, manner);
  }
  return text;
}

function timesOf(piece: Piece, choose: Choose, manner: Manner): number {
  const room = piece.max - piece.min;
  if (room <= 0) return piece.min;
  if (manner.more > 0 && piece.of === 'characters') {
    const grown = Math.min(room, manner.more);
    manner.more -= grown;
    return piece.min + grown;
  }
  if (manner.beyond === 0) return piece.min + (manner.more > 0 ? Math.min(room, manner.more) : 0);
  if (room === Number.POSITIVE_INFINITY) return piece.min + manner.beyond + choose(4);
  return piece.min + choose(Math.min(room, manner.beyond) + 1);
}

function one(piece: Piece, choose: Choose, manner: Manner): string {
  if (piece.of === 'characters') {
    return String.fromCodePoint(piece.characters[choose(piece.characters.length)] as number);
  }
  return write(piece.branches[choose(piece.branches.length)] as Piece[], choose, manner);
}
