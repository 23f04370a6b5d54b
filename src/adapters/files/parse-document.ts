import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { DocumentProblem } from '../../core/openapi/source/source-map.ts';
import { type Looked, lookThrough } from './as-json.ts';
import { JSON_LINES } from './json-lines.ts';
import { readKnownParts } from './known-parts.ts';
import { largeNumbers } from './large-numbers.ts';
import { readTree } from './look-at-yaml.ts';
import { jsonRefusal, writtenMembers } from './parse-json.ts';
import { repeatedKeyRefusal } from './parse-yaml.ts';
import type { TextMemory } from './text-memory.ts';
import type { Syntax } from './text-syntax.ts';
import { unreadable } from './unreadable.ts';
import { mayShareParts, YAML_BLOCKS } from './yaml-blocks.ts';

/** Longest text that is read, in UTF-16 units. The largest public documents have 13 million. */
const LONGEST = 64_000_000;

/** A text that was read. */
export interface ParsedText {
  value: Json;
  looked: Looked;
  problems: DocumentProblem[];
}

/**
 * Reads an OpenAPI document or an agreement from JSON or YAML text. Keys are strings (response code 200 is
 * `"200"`), aliases are followed, what JSON cannot hold (infinities, half surrogates) becomes text.
 *
 * @param text without half surrogates, as `decodeText` gives it
 * @param name of the file or URL, for messages
 * @throws ForewarnError `input` with file, line, column and reason; with no piece of the text but the name of a key
 */
export function parseDocument(text: string, name: string): JsonObject {
  return asDocument(parseText(text, name), name);
}

/** Like {@link parseDocument}, for a part of a document: any JSON value. */
export function parseText(text: string, name: string): Json {
  return parsePart(text, name).value;
}

/**
 * A parsed text as a document.
 *
 * @throws ForewarnError `input` where it is no object
 */
export function asDocument(value: Json, name: string): JsonObject {
  if (isObject(value)) return value;
  throw unreadable(name, 'this is not an object with members', { fix: 'is it the right file?' });
}

/**
 * Like {@link parseText}, with what was seen on the way.
 *
 * @param memory of the last version of this text: what comes back may share objects with it, and is not to be changed
 */
export function parsePart(text: string, name: string, memory?: TextMemory): ParsedText {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.length > LONGEST) throw unreadable(name, `the text is longer than ${LONGEST} characters`);
  const start = body.slice(0, 1000).trimStart();
  if (start === '' && body.trim() === '') throw unreadable(name, 'the file is empty');
  refuseOther(start, name);
  try {
    const read = /^[{[]/.test(start) ? readJson(body, name, memory) : readYaml(body, name, memory);
    return { ...read, problems: read.looked.hasLargeNumbers ? largeNumbers(body, name) : [] };
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(name, error.message);
    throw error;
  }
}

type Read = Omit<ParsedText, 'problems'>;

function refuseOther(start: string, name: string): void {
  if (start.startsWith('<')) {
    throw unreadable(name, 'this is HTML or XML, not JSON or YAML', {
      fix: 'name the document itself, not the page that shows it',
    });
  }
  if (start.startsWith('\x1f') || start.startsWith('\ufffd')) {
    throw unreadable(name, 'this is packed, or no text', { fix: 'unpack it first, or save it as UTF-8' });
  }
}

function readJson(body: string, name: string, memory?: TextMemory): Read {
  const known = memory && readByParts(body, memory, JSON_LINES);
  if (known) return known;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    if (name.toLowerCase().endsWith('.json')) throw jsonRefusal(body, name);
    return readFlow(body, name);
  }
  const read = lookThrough(parsed, false);
  if (read.members !== writtenMembers(body)) {
    const refused = repeatedKeyRefusal(body, name);
    if (refused) throw refused;
  }
  if (memory) keep(memory, body, read, JSON_LINES);
  return read;
}

/** What looks like JSON and is none may be YAML; where it is not, what JSON lacks is told. */
function readFlow(body: string, name: string): Read {
  try {
    return readYaml(body, name);
  } catch (error) {
    if (error instanceof ForewarnError && !error.message.startsWith('not valid YAML')) throw error;
    throw jsonRefusal(body, name);
  }
}

function readYaml(body: string, name: string, memory?: TextMemory): Read {
  const known = memory && readByParts(body, memory, YAML_BLOCKS);
  if (known) return known;
  const mayShare = mayShareParts(body);
  const read = readTree(body, name, mayShare);
  if (read.value === null) throw unreadable(name, 'the file holds nothing but comments');
  if (memory && !mayShare) keep(memory, body, read, YAML_BLOCKS);
  else if (memory) memory.last = null;
  return read;
}

function readByParts(body: string, memory: TextMemory, syntax: Syntax): Read | null {
  const known = readKnownParts(body, memory, syntax);
  if (known && isRewritten(known.looked)) memory.last = null;
  return known && memory.last && (known as Read);
}

function keep(memory: TextMemory, body: string, { value, looked }: Read, syntax: Syntax): void {
  memory.last = null;
  if (!isObject(value) || isRewritten(looked)) return;
  memory.last = { text: body, value, syntax, hasLargeNumbers: looked.hasLargeNumbers, root: null };
}

/** Whether its references are written anew, so that no other document may have parts of it. */
function isRewritten({ refersElsewhere, namesSchemas }: Looked): boolean {
  return refersElsewhere || namesSchemas;
}
