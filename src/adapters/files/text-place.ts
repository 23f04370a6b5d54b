/** Line and column, from 1, of an offset into a text; columns count UTF-16 units. */
export function textPlace(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** A name of the document as a message may carry it: at most 60 characters, nothing that moves a terminal. */
export function shortName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return plain.length <= 60 ? plain : `${plain.slice(0, 59)}…`;
}
