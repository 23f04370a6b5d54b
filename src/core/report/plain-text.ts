// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/**
 * A partner's text (a summary, a title) as one line that is safe to print: no control characters, no escape
 * sequences, no change of writing direction, at most `most` characters.
 */
export function plainText(text: string, most = 120): string {
  const line = text.replace(CONTROL, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
