import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { DocumentProblem } from '../../core/openapi/source/source-map.ts';
import { type Looked, lookThrough } from './as-json.ts';
import { largeNumbers } from './large-numbers.ts';
import { jsonRefusal, writtenMembers } from './parse-json.ts';
import { parseYaml, repeatedKeyRefusal } from './parse-yaml.ts';
import { unreadable } from './unreadable.ts';

/** Longest text that is read, in UTF-16 units. The largest public documents have 13 million. */
const LONGEST = 64_000_000;

/** An anchor and an alias, as they may stand in YAML: where there is none of both, nothing is shared. */
const ANCHOR = /(?:^|[\s[{,:"'])&[^\s&,[\]{}]/;
const ALIAS = /(?:^|[\s[{,:"'])\*[^\s*,[\]{}]/;

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

/** Like {@link parseText}, with what was seen on the way. */
export function parsePart(text: string, name: string): ParsedText {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.length > LONGEST) throw unreadable(name, `the text is longer than ${LONGEST} characters`);
  const start = body.slice(0, 1000).trimStart();
  if (start === '' && body.trim() === '') throw unreadable(name, 'the file is empty');
  refuseOther(start, name);
  try {
    const read = /^[{[]/.test(start) ? readJson(body, name) : readYaml(body, name);
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

function readJson(body: string, name: string): Read {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    if (name.toLowerCase().endsWith('.json')) throw jsonRefusal(body, name);
    return readFlow(body, name);
  }
  const read = lookThrough(parsed, false);
  if (read.looked.members !== writtenMembers(body)) {
    const refused = repeatedKeyRefusal(body, name);
    if (refused) throw refused;
  }
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

function readYaml(body: string, name: string): Read {
  const parsed = parseYaml(body, name);
  if (parsed === undefined || parsed === null) throw unreadable(name, 'the file holds nothing but comments');
  return lookThrough(parsed, ANCHOR.test(body) && ALIAS.test(body));
}
