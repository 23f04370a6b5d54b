import { addMember, type Collection, type Entry, emptyMap } from './collection.ts';
import {
  afterQuoted,
  CODE,
  isGap,
  isQuote,
  keyText,
  lineEnd,
  skipGaps,
  skipProperties,
} from './scan-scalar.ts';

/** The members or items of a collection in braces or brackets (all of JSON) that begins at `at`. */
export function scanFlow(text: string, at: number): Collection {
  return text.charCodeAt(at) === CODE.openMap ? scanMap(text, at) : scanList(text, at);
}

/** The offset behind a value in braces, brackets or quotes, or behind a plain one inside of them. */
export function afterFlow(text: string, at: number): number {
  let depth = 0;
  let before: number = CODE.comma;
  for (let next = at; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code <= CODE.space) continue;
    if (isQuote(code) && isStart(before)) {
      next = afterQuoted(text, next) - 1;
      if (depth === 0) return next + 1;
    } else if (code === CODE.hash && isGap(text.charCodeAt(next - 1))) {
      next = lineEnd(text, next);
      continue;
    } else if (code === CODE.openMap || code === CODE.openList) depth++;
    else if (code === CODE.closeMap || code === CODE.closeList) {
      if (depth === 0) return next;
      if (--depth === 0) return next + 1;
    } else if (code === CODE.comma && depth === 0) return next;
    before = code;
  }
  return text.length;
}

function isStart(before: number): boolean {
  return (
    before === CODE.comma || before === CODE.colon || before === CODE.openMap || before === CODE.openList
  );
}

function scanList(text: string, at: number): Collection {
  const items: Entry[] = [];
  for (let next = skipGaps(text, at + 1); next < text.length; next = skipGaps(text, next)) {
    const code = text.charCodeAt(next);
    if (code === CODE.closeList) break;
    if (code === CODE.comma) {
      next++;
      continue;
    }
    items.push({ start: next, value: next, indent: null });
    next = Math.max(next + 1, afterFlow(text, skipProperties(text, next)));
  }
  return { kind: 'list', items };
}

function scanMap(text: string, at: number): Collection {
  const map = emptyMap();
  for (let next = skipGaps(text, at + 1); next < text.length; next = skipGaps(text, next)) {
    const code = text.charCodeAt(next);
    if (code === CODE.closeMap) break;
    if (code === CODE.comma || (code === CODE.question && isGap(text.charCodeAt(next + 1)))) {
      next++;
      continue;
    }
    const start = skipProperties(text, next);
    const end = keyEnd(text, start);
    const colon = skipGaps(text, end);
    const value = text.charCodeAt(colon) === CODE.colon ? colon + 1 : end;
    addMember(
      map,
      keyText(text, start, end),
      { start: next, value, indent: null },
      isQuote(text.charCodeAt(start)),
    );
    next = Math.max(next + 1, value === end ? end : afterFlow(text, skipProperties(text, value)));
  }
  return map;
}

function keyEnd(text: string, start: number): number {
  if (isQuote(text.charCodeAt(start))) return afterQuoted(text, start);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === CODE.comma || code === CODE.closeMap) break;
    if (code !== CODE.colon) continue;
    const after = text.charCodeAt(end + 1);
    if (isGap(after) || after === CODE.comma || after === CODE.openList || after === CODE.openMap) break;
  }
  return end;
}
