import { textPlace } from './text-place.ts';

/** Where a text stops being JSON, and why as far as that can be told without quoting it. */
export interface JsonFault {
  offset: number;
  reason: string;
}

/**
 * Where a text that is no JSON stops being it: the first character that cannot stand there, or the end where more
 * was to come. The parser's own message does not always say, and it quotes the text.
 */
export function jsonFault(text: string): JsonFault {
  let good = 0;
  let bad = text.length + 1;
  while (good + 1 < bad) {
    const middle = Math.floor((good + bad) / 2);
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  if (good >= text.trimEnd().length) {
    return { offset: text.trimEnd().length, reason: 'the JSON ends too early: it is cut off' };
  }
  return { offset: good, reason: `not valid JSON${reasonAt(text, good)}` };
}

/** The line of {@link jsonFault}, from 1. */
export function jsonFaultLine(text: string): number {
  return textPlace(text, jsonFault(text).offset).line;
}

function reasonAt(text: string, offset: number): string {
  const before = text.slice(0, offset).trimEnd().at(-1);
  const code = text.charCodeAt(offset);
  if (/^(?:\/[/*]|#)/.test(text.slice(offset, offset + 2))) return ': it has no comments';
  if (before === ',' && /[}\]]/.test(text.charAt(offset))) return ': nothing follows the comma before this';
  if (text[offset] === "'") return ': texts stand in double quotes';
  if (code < 32) return ': a line or a tab inside of a text is written with a backslash';
  if (/^[{[]/.test(text) && canEnd(text.slice(0, offset))) return ': more follows its end';
  return '';
}

function canEnd(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
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
