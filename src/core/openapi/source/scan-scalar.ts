/** The character codes that structure JSON and YAML. */
export const CODE = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  bang: 33,
  doubleQuote: 34,
  hash: 35,
  ampersand: 38,
  singleQuote: 39,
  star: 42,
  comma: 44,
  dash: 45,
  colon: 58,
  question: 63,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openMap: 123,
  bar: 124,
  closeMap: 125,
  greater: 62,
} as const;

/** True for a blank, a line end, and the end of the text (NaN). */
export function isGap(code: number): boolean {
  return code <= CODE.space || Number.isNaN(code);
}

/** True where a quoted text begins. */
export function isQuote(code: number): boolean {
  return code === CODE.doubleQuote || code === CODE.singleQuote;
}

/** The offset behind a quoted text that begins at `at`; the end of the text where it is not closed. */
export function afterQuoted(text: string, at: number): number {
  const quote = text[at] as string;
  for (let end = text.indexOf(quote, at + 1); end !== -1; end = text.indexOf(quote, end + 1)) {
    if (quote === '"') {
      let slashes = 0;
      while (text.charCodeAt(end - 1 - slashes) === CODE.backslash) slashes++;
      if (slashes % 2 === 0) return end + 1;
    } else if (text[end + 1] === quote) end++;
    else return end + 1;
  }
  return text.length;
}

/** What the quoted or plain text between two offsets says, as a key. */
export function keyText(text: string, start: number, end: number): string {
  const written = text.slice(start, end).trim();
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written);
  } catch {
    return written.slice(1, -1);
  }
}

/** The first offset from `at` that is neither blank nor comment nor line end. */
export function skipGaps(text: string, at: number): number {
  let next = at;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code === CODE.hash && isGap(text.charCodeAt(next - 1))) next = lineEnd(text, next);
    else if (code <= CODE.space) next++;
    else return next;
  }
}

/** The offset of the line end from `at` on, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

/** Where the node itself begins, behind its tag and anchor (YAML 1.2, 6.9). */
export function skipProperties(text: string, at: number): number {
  let next = skipGaps(text, at);
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== CODE.bang && code !== CODE.ampersand) return next;
    while (!isGap(text.charCodeAt(next))) next++;
    next = skipGaps(text, next);
  }
}
