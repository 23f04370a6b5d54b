import { fromPointer } from '../../json-pointer.ts';
import { type Collection, type Entry, LEAF } from './collection.ts';
import { scanNode } from './scan-block.ts';

/** A line and a column, both from 1; the column in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
}

/** Finds what pointers name in one text, and what its collections hold. */
export interface PositionIndex {
  /** How many tokens were found, and where the last of them is written. */
  find(tokens: readonly string[]): { found: number; position: Position };
}

/** Aliases followed for one pointer: a chain of them is short where a person wrote it. */
const MOST_ALIASES = 100;

/** What stands before the document itself: directives, comments and its marker (YAML 1.2, 9.1). */
const PREFIX = /^(?:[%#][^\n]*\n|[ \t]+#[^\n]*\n|[ \t\r]*\n)*---(?=\s|$)/;

/**
 * An index of the places in a JSON or YAML text that was read without a fault. Nothing is scanned before the first
 * question, and then only what lies on the way: neighbours are passed over line by line.
 */
export function positionIndex(source: string): PositionIndex {
  let state: { text: string; root: Entry; lines: number[] } | null = null;
  const known = new Map<Entry, Collection>();
  return {
    find(tokens) {
      state ??= prepareText(source);
      const { text, root, lines } = state;
      const walk: Walk = { text, root, known, aliases: 0 };
      let entry = root;
      let found = 0;
      for (const token of tokens) {
        const next = childOf(walk, entry, token);
        if (!next) break;
        entry = next;
        found++;
      }
      return { found, position: positionAt(lines, found === 0 ? 0 : entry.start) };
    },
  };
}

/** The place of a pointer's target in one text, or of its nearest ancestor that is written there. */
export function locateIn(index: PositionIndex, pointer: string): Position {
  return index.find(fromPointer(pointer)).position;
}

interface Walk {
  text: string;
  root: Entry;
  known: Map<Entry, Collection>;
  aliases: number;
}

/** A text made ready for scanning: without its byte order mark, with where its lines begin. */
export function prepareText(source: string): { text: string; root: Entry; lines: number[] } {
  const unmarked = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const text = unmarked.includes('\r') ? unmarked.replace(/\r(?!\n)/g, '\n') : unmarked;
  const lines = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  const value = PREFIX.exec(text)?.[0].length ?? 0;
  return { text, root: { start: 0, value, indent: -1 }, lines };
}

function collectionOf(walk: Walk, entry: Entry): Collection {
  let collection = walk.known.get(entry);
  if (!collection) {
    collection = scanNode(walk.text, entry);
    walk.known.set(entry, collection);
  }
  if (collection.kind !== 'alias') return collection;
  const anchor =
    ++walk.aliases > MOST_ALIASES ? null : anchored(walk.text, collection.name, collection.at, entry);
  return anchor ? collectionOf(walk, anchor) : LEAF;
}

function childOf(walk: Walk, entry: Entry, token: string): Entry | null {
  const collection = collectionOf(walk, entry);
  if (collection.kind === 'list') return collection.items[Number(token)] ?? null;
  if (collection.kind !== 'map') return null;
  const member = collection.members.get(token);
  if (member) return member;
  for (const merged of collection.merged) {
    const source = collectionOf(walk, merged);
    for (const from of source.kind === 'list' ? source.items : [merged]) {
      const found = walk.aliases > MOST_ALIASES ? null : childOf(walk, from, token);
      if (found) return found;
    }
  }
  return null;
}

/** Where the node is that the nearest anchor of that name before an alias stands at. */
function anchored(text: string, name: string, before: number, alias: Entry): Entry | null {
  if (name === '') return null;
  for (let at = before; at > 0; ) {
    at = text.lastIndexOf(`&${name}`, at - 1);
    if (at === -1) return null;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const after = text.charCodeAt(at + name.length + 1);
    if (
      (after <= 32 || ',]}'.includes(text.charAt(at + name.length + 1))) &&
      /(?:^|[\s,[{:])$/.test(line) &&
      !/(?:^|\s)#/.test(line)
    )
      return {
        start: at,
        value: at,
        indent: /[{[]/.test(line.replace(/"[^"]*"|'[^']*'/g, '')) ? null : blockIndent(line, alias),
      };
  }
  return null;
}

/** The column of the block that an anchor's line is written in: of its last key or dash. */
function blockIndent(line: string, alias: Entry): number {
  const open = /^(?: *(?:[-?] +)*)/.exec(line)?.[0] ?? '';
  const inner = line.slice(open.length);
  if (inner.includes(':')) return open.length;
  return alias.indent === null && open === '' ? -1 : open.replace(/[-?] +$/, '').length;
}

/** The line and column of an offset. */
export function positionAt(lines: readonly number[], offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] as number) + 1 };
}
