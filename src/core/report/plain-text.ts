/** Control characters, changes of writing direction, and what is there without being seen. */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** The first half of a character that a cut has left. */
const HALF = /[\ud800-\udbff]$/;

/**
 * A partner's text (a summary, a title) as one line that is safe to print: no control characters, no escape
 * sequences, no change of writing direction, nothing unseen, at most `most` characters.
 */
export function plainText(text: string, most = 120): string {
  const line = text.toWellFormed().replace(CONTROL, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).replace(HALF, '')}…` : line;
}
