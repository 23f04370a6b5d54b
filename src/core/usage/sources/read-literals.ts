/** Stands for whatever is put into a text when the program runs. */
export const HOLE = '\u0000';

/** A string literal of a program: its text with a hole for each thing that is put in, and where it begins. */
export interface Literal {
  text: string;
  /** From 1. */
  line: number;
}

/** A line of code without its comments, and without what is in its string literals. */
export interface CodeLine {
  code: string;
  line: number;
}

/** Longer lines are packed code or data. */
const LONGEST_LINE = 2_000;

/** What joins two literals into one: `+`, `.`, `..`, `<>`, `&`, `||`, with a name, call or index between them. */
const JOINED = /^\s*(?:\+|\.\.?|<>|&|\|\|)\s*[\w$.()[\]>:-]{1,80}\s*(?:\+|\.\.?|<>|&|\|\|)\s*$/;
const GOES_ON = /^\s*(?:\+|\.\.|<>|&|\|\|)\s*[\w$(]|^\s*\.\s*\$/;

/**
 * Reads the string literals and the code of a source text in any language, line by line: quotes `"`, `'` and `` ` ``,
 * comments as most languages write them. A literal does not reach over the end of its line; texts in three quotes are
 * taken for comments.
 */
export function readLiterals(source: string): { literals: Literal[]; code: CodeLine[] } {
  const literals: Literal[] = [];
  const code: CodeLine[] = [];
  let until: string | null = null;
  for (const [index, written] of source.split('\n').entries()) {
    if (written.length > LONGEST_LINE) continue;
    const read: LineRead = readLine(written, until);
    until = read.until;
    literals.push(
      ...joined(read.pieces).map((text) => ({ text: text.replace(PUT_IN, HOLE), line: index + 1 })),
    );
    code.push({ code: read.pieces.map(({ before }) => before).join(' ') + read.rest, line: index + 1 });
  }
  return { literals, code };
}

/** `${x}`, `#{x}`, `{x}`, `{{x}}`, `%s`, `$x`, `:x` and `<x>` of a path. */
const PUT_IN = /[$#]?\{\{?[^{}]*\}\}?|%[sdv@]|\$\w+|(?<=\/):\w+|<\w+(?::\w+)?>/g;

interface Piece {
  /** Code between the last literal and this one. */
  before: string;
  text: string;
  /** Whether something is added behind it. */
  goesOn: boolean;
}

interface LineRead {
  pieces: Piece[];
  rest: string;
  /** What ends the comment that goes on in the next line. */
  until: string | null;
}

function readLine(line: string, open: string | null): LineRead {
  const pieces: Piece[] = [];
  let until = open;
  let before = '';
  let at = 0;
  while (at < line.length) {
    if (until !== null) {
      const end = line.indexOf(until, at);
      if (end < 0) break;
      at = end + until.length;
      until = null;
      continue;
    }
    const rest = line.slice(at, at + 4);
    const three = /^("""|''')/.exec(rest)?.[0];
    if (three !== undefined || rest.startsWith('/*') || rest.startsWith('<!--')) {
      until = three ?? (rest.startsWith('/*') ? '*/' : '-->');
      at += until.length;
    } else if (isComment(line, at, before)) break;
    else if (/["'`]/.test(line[at] as string)) {
      const end = endOfLiteral(line, at);
      if (end < 0) {
        before += line[at++];
        continue;
      }
      pieces.push({ before, text: line.slice(at + 1, end), goesOn: GOES_ON.test(line.slice(end + 1)) });
      before = '';
      at = end + 1;
    } else before += line[at++];
  }
  return { pieces, rest: before, until };
}

function isComment(line: string, at: number, before: string): boolean {
  if (line.startsWith('//', at)) return line[at - 1] !== ':';
  if (line[at] === '#')
    return before.trim() === '' || (/\s/.test(line[at - 1] ?? '') && line[at + 1] === ' ');
  return (line[at] === '*' || line.startsWith('-- ', at)) && before.trim() === '';
}

function endOfLiteral(line: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === line[from]) return at;
  }
  return -1;
}

/** Literals that are put together on one line are one. */
function joined(pieces: readonly Piece[]): string[] {
  const texts: string[] = [];
  for (const [index, { before, text, goesOn }] of pieces.entries()) {
    const follows = index > 0 && JOINED.test(before);
    if (follows) texts.push(`${texts.pop()}${text}`);
    else texts.push(text);
    if (goesOn) texts.push(`${texts.pop()}${HOLE}`);
  }
  return texts;
}
