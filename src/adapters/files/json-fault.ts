/**
 * Where a text stops being JSON: the line (from 1) of the first character that cannot stand there, or the last
 * line where the text only ends too early. The parser's own message does not always say, and it quotes the text.
 */
export function jsonFaultLine(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (good + 1 < bad) {
    const middle = Math.floor((good + bad) / 2);
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return text.slice(0, good).trimEnd().split('\n').length;
}

/** True for what is JSON, or could become it with more text. */
function canGoOn(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    if (message.startsWith('Unterminated string')) return true;
    return position === undefined ? message.includes('end of JSON') : Number(position) >= start.length;
  }
}
