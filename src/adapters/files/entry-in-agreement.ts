import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { canonicalJson } from '../../core/canonical-json.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { maskTemplates, unmaskTemplates } from './path-templates.ts';

/** An entry that was put into a list, and the file as it will be. */
export interface WrittenEntry {
  /** The entry alone, as one line of YAML. */
  entry: string;
  /** Line (from 1) at which it stands. */
  line: number;
  text: string;
}

/** Where something is put, and what. */
interface Put {
  at: number;
  put: string;
}

/** What is being written, and how the file ends its lines. */
interface Writing {
  /** The keys that lead to the list. */
  path: readonly string[];
  source: string;
  entry: string;
  newline: string;
}

type Range = [number, number, number] | null | undefined;

/**
 * Puts an entry at the end of a list in the text of an agreement; the list, and what it stands in, are made where they
 * are missing. Everything else stays as it is written: comments, order, indentation, quotes.
 *
 * @param path the keys that lead to the list, such as `policy`, `ignore`
 * @param one its members: texts, or lists of texts
 * @throws ForewarnError `config` where the file is written in a way that leaves no place for it.
 */
export function entryIn(
  source: string,
  path: readonly string[],
  one: Readonly<Record<string, string | string[]>>,
): WrittenEntry {
  const entry = entryText(one);
  const root = parsed(source).contents;
  if (!isMap(root) || parsed(source).errors.length > 0) throw noPlace(path);
  const { at, put } = placeIn(
    { path, source, entry, newline: source.includes('\r\n') ? '\r\n' : '\n' },
    root,
    path,
  );
  const text = source.slice(0, at) + put + source.slice(at);
  const after = parsed(text);
  if (after.errors.length > 0 || !isSame(dataOf(text), withEntry(dataOf(source), path, one)))
    throw noPlace(path);
  return { entry, line: text.slice(0, at + put.indexOf(entry)).split('\n').length, text };
}

/** An entry as one line of YAML, in the way in which {@link entryIn} writes it. */
export function entryText(one: Readonly<Record<string, string | string[]>>): string {
  const members = Object.entries(one).map(([key, value]) => `${key}: ${written(value)}`);
  return `{ ${members.join(', ')} }`;
}

/** The entries of a list in the text of an agreement; none where there is no such list. */
export function entriesOf(source: string, path: readonly string[]): Json[] {
  const found = path.reduce<Json | undefined>(
    (at, key) => (isObject(at) ? at[key] : undefined),
    dataOf(source),
  );
  return Array.isArray(found) ? found : [];
}

/** Replaces a file by a text, whole or not at all; its permissions stay. */
export function replaceFile(file: string, text: string): void {
  const real = realpathSync(file);
  const whole = `${real}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(whole, text, { flag: 'wx', mode: statSync(real).mode });
  renameSync(whole, real);
}

/** The text of a file. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8');
}

function parsed(source: string) {
  return parseDocument(maskTemplates(source), { version: '1.2', uniqueKeys: false });
}

/** Days stay texts. */
function dataOf(source: string): Json {
  return unmaskTemplates(parsed(source).toJS()) as Json;
}

/** What the data is to be once the entry is there. */
function withEntry(data: Json, [key, ...rest]: readonly string[], one: JsonObject): Json {
  if (key === undefined) return [...(Array.isArray(data) ? data : []), one];
  const within = isObject(data) ? data : {};
  return { ...within, [key]: withEntry(within[key] ?? null, rest, one) };
}

function isSame(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function placeIn(writing: Writing, map: YAMLMap, [key, ...rest]: readonly string[], indent = ''): Put {
  const { source } = writing;
  const value = map.items.find((item) => String(item.key) === key)?.value;
  if (value !== undefined && value !== null) {
    if (rest.length === 0) return placeInList(writing, value);
    if (!isMap(value)) throw noPlace(writing.path);
    return placeIn(writing, value, rest, indentOf(source, value) ?? indent);
  }
  const last = (map.items.at(-1)?.value as { range?: Range } | null)?.range;
  if (map.flow) {
    const made = `${key}: ${rest.map((name) => `{ ${name}: `).join('')}[${writing.entry}]${' }'.repeat(rest.length)}`;
    if (last) return { at: last[1], put: `, ${made}` };
    return { at: source.indexOf('{', map.range?.[0] ?? 0) + 1, put: ` ${made} ` };
  }
  const { newline } = writing;
  const lines = [key, ...rest].map((name, depth) => `${indent}${'  '.repeat(depth)}${name}:`);
  const put = [...lines, `${indent}${'  '.repeat(rest.length + 1)}- ${writing.entry}`].join(newline);
  return afterLine(writing, (last?.[1] ?? map.range?.[1] ?? source.length) - 1, put);
}

function placeInList(writing: Writing, list: unknown): Put {
  const { path, source, entry } = writing;
  if (!isSeq(list)) throw noPlace(path);
  const start = list.range?.[0] ?? 0;
  const last = (list.items.at(-1) as { range?: Range } | undefined)?.range;
  if (list.flow)
    return last ? { at: last[1], put: `, ${entry}` } : { at: source.indexOf('[', start) + 1, put: entry };
  const indent = indentOf(source, list);
  if (!last || indent === null) throw noPlace(path);
  return afterLine(writing, last[1] - 1, `${indent}- ${entry}`);
}

/** The indentation of what stands at the beginning of a line; null where something is before it. */
function indentOf(
  source: string,
  { range, flow }: { range?: Range; flow?: boolean | undefined },
): string | null {
  const start = range?.[0] ?? 0;
  const indent = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  return flow || indent.trim() !== '' ? null : indent;
}

/** Behind the line in which a place is, so that a comment at its end stays there. */
function afterLine({ source, newline }: Writing, place: number, put: string): Put {
  const end = source.indexOf('\n', place);
  return end < 0 ? { at: source.length, put: newline + put + newline } : { at: end + 1, put: put + newline };
}

function written(value: string | string[]): string {
  return typeof value === 'string' ? quoted(value) : `[${value.map(quoted).join(', ')}]`;
}

/** As people write it, where that means the same inside `{ }`. */
function quoted(text: string): string {
  const isPlain =
    /^[A-Za-z][\w /.-]*(?:\{[\w.-]+\}[\w /.-]*)*$/.test(text) &&
    !/\s$|^(?:true|false|null|yes|no)$/i.test(text);
  return isPlain || /^\d{4}-\d\d-\d\d$/.test(text) ? text : JSON.stringify(text);
}

function noPlace(path: readonly string[]): ForewarnError {
  return new ForewarnError(
    'config',
    'the agreement is written in a way that leaves no place for one more line',
    { fix: `put it under \`${path.join('.')}\` by hand, as a list with one line for each` },
  );
}
