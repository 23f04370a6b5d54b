import { addMember, type Collection, type Entry, emptyMap, LEAF } from './collection.ts';
import { afterFlow, scanFlow } from './scan-flow.ts';
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

/** The members or items of the node that an entry's value is; lines are followed only as far as it reaches. */
export function scanNode(text: string, entry: Entry): Collection {
  const at = skipProperties(text, entry.value);
  if (at >= text.length || !belongs(text, at, entry)) return LEAF;
  const code = text.charCodeAt(at);
  if (code === CODE.star) return { kind: 'alias', name: aliasName(text, at), at };
  if (entry.indent === null) return isFlow(code) ? scanFlow(text, at) : LEAF;
  if (isDash(text, at)) return scanList(text, at, columnOf(text, at));
  if (code === CODE.bar || code === CODE.greater) return LEAF;
  const colon = keyColon(text, at);
  if (colon !== -1 || isExplicit(text, at)) return scanMap(text, at, columnOf(text, at));
  return isFlow(code) ? scanFlow(text, at) : LEAF;
}

/** The offset behind an entry's value, with the blanks and comments that follow it. */
export function valueEnd(text: string, entry: Entry): number {
  return entry.indent === null ? afterFlow(text, skipProperties(text, entry.value)) : afterValue(text, entry);
}

/** Distance of an offset from the beginning of its line. */
export function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

/** False where the entry is empty, and what comes next is already its neighbour. */
function belongs(text: string, at: number, entry: Entry): boolean {
  const { indent, value } = entry;
  if (indent === null || text.lastIndexOf('\n', at - 1) < value) return true;
  const column = columnOf(text, at);
  return column > indent || (column === indent && isDash(text, at) && !isItem(text, entry));
}

function scanMap(text: string, at: number, indent: number): Collection {
  const map = emptyMap();
  for (let next = at; next < text.length; ) {
    const explicit = isExplicit(text, next);
    const start = skipProperties(text, explicit ? next + 1 : next);
    const colon = explicit ? explicitColon(text, start, indent) : keyColon(text, start);
    if (colon === -1) break;
    const entry: Entry = { start, value: colon + 1, indent };
    const end = explicit ? explicitEnd(text, start, colon) : colon;
    addMember(map, keyText(text, start, end), entry, isQuote(text.charCodeAt(start)));
    next = afterValue(text, entry);
    if (next >= text.length || columnOf(text, next) !== indent) break;
  }
  return map;
}

function scanList(text: string, at: number, indent: number): Collection {
  const items: Entry[] = [];
  for (let next = at; next < text.length && isDash(text, next); ) {
    const entry: Entry = { start: next, value: next + 1, indent };
    const content = skipProperties(text, next + 1);
    items.push(belongs(text, content, entry) ? { ...entry, start: content } : entry);
    next = afterValue(text, entry);
    if (next >= text.length || columnOf(text, next) !== indent) break;
  }
  return { kind: 'list', items };
}

/** The first offset with content behind an entry's value: its neighbour, or what follows the whole block. */
function afterValue(text: string, entry: Entry): number {
  const at = skipProperties(text, entry.value);
  if (at >= text.length || !belongs(text, at, entry)) return at;
  const code = text.charCodeAt(at);
  let from = at;
  if ((isFlow(code) || isQuote(code)) && keyColon(text, at) === -1) from = afterFlow(text, at);
  const indent = entry.indent ?? -1;
  const inLine = columnOf(text, at) === indent && !isItem(text, entry);
  for (let line = lineEnd(text, from) + 1; line < text.length; line = lineEnd(text, line) + 1) {
    let next = line;
    while (text.charCodeAt(next) === CODE.space) next++;
    const first = text.charCodeAt(next);
    if (first <= CODE.space || first === CODE.hash) continue;
    const column = next - line;
    if (column > indent || (inLine && column === indent && isDash(text, next))) continue;
    return column === 0 && isMarker(text, next) ? text.length : next;
  }
  return text.length;
}

/** `---` or `...` in the first column ends the document. */
function isMarker(text: string, at: number): boolean {
  return /^(?:---|\.\.\.)$/.test(text.slice(at, at + 3)) && isGap(text.charCodeAt(at + 3));
}

/** Where the `:` of the key is that begins at `at` and ends on its line; -1 for what is no key. */
function keyColon(text: string, at: number): number {
  const end = lineEnd(text, at);
  const code = text.charCodeAt(at);
  let next = at;
  if (isQuote(code)) {
    next = afterQuoted(text, at);
    while (text.charCodeAt(next) === CODE.space) next++;
    return next <= end && text.charCodeAt(next) === CODE.colon && isGap(text.charCodeAt(next + 1))
      ? next
      : -1;
  }
  if (isFlow(code)) return -1;
  for (next = text.indexOf(':', at); next !== -1 && next < end; next = text.indexOf(':', next + 1)) {
    if (!isGap(text.charCodeAt(next + 1))) continue;
    return /\s#/.test(text.slice(at, next)) ? -1 : next;
  }
  return -1;
}

/** An explicit key (`? key`) has its `:` at the beginning of a later line. */
function explicitColon(text: string, at: number, indent: number): number {
  for (let line = lineEnd(text, at) + 1; line < text.length; line = lineEnd(text, line) + 1) {
    const next = skipGaps(text, line);
    if (columnOf(text, next) === indent) return text.charCodeAt(next) === CODE.colon ? next : -1;
  }
  return -1;
}

function explicitEnd(text: string, start: number, colon: number): number {
  return isQuote(text.charCodeAt(start)) ? afterQuoted(text, start) : Math.min(colon, lineEnd(text, start));
}

function isExplicit(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.question && isGap(text.charCodeAt(at + 1));
}

/** An item is looked for behind its dash, a member behind its colon. */
function isItem(text: string, entry: Entry): boolean {
  return text.charCodeAt(entry.value - 1) === CODE.dash;
}

function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.dash && isGap(text.charCodeAt(at + 1));
}

function isFlow(code: number): boolean {
  return code === CODE.openMap || code === CODE.openList;
}

function aliasName(text: string, at: number): string {
  return /^[^\s,[\]{}]*/.exec(text.slice(at + 1, at + 200))?.[0] ?? '';
}
