import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { asJson, DEEPEST } from './as-json.ts';

/** Longest text that is read, in UTF-16 units. The largest public documents have 13 million. */
const LONGEST = 64_000_000;

/** YAML 1.2 core types and merge keys: no dates, no binary, no code. */
const MERGE = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (key) => key === '<<' });
const SCHEMA = CORE_SCHEMA.extend({ implicit: [MERGE] });

/**
 * Reads an OpenAPI document or an agreement from JSON or YAML text. Keys are strings (response code 200 is
 * `"200"`), aliases are followed, what JSON cannot hold (infinities, half surrogates) becomes text.
 *
 * @param name of the file or URL, for messages
 * @throws ForewarnError `input` with file, line and reason; never with a piece of the text
 */
export function parseDocument(text: string, name: string): JsonObject {
  const value = parseText(text, name);
  if (isObject(value)) return value;
  throw refuse(name, 'this is not an object with members', { fix: 'is it the right file?' });
}

/** Like {@link parseDocument}, for a part of a document: any JSON value. */
export function parseText(text: string, name: string): Json {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.length > LONGEST) throw refuse(name, `the text is longer than ${LONGEST} characters`);
  const start = body.slice(0, 1000).trimStart();
  if (body.trim() === '') throw refuse(name, 'the file is empty');
  if (start.startsWith('<')) {
    throw refuse(name, 'this is HTML or XML, not JSON or YAML', {
      fix: 'name the document itself, not the page that shows it',
    });
  }
  try {
    return asJson(read(body, start, name));
  } catch (error) {
    if (error instanceof ForewarnError) throw error;
    if (error instanceof RangeError) throw refuse(name, error.message);
    throw error;
  }
}

function read(body: string, start: string, name: string): unknown {
  if (!start.startsWith('{') && !start.startsWith('[')) return readYaml(body, name);
  try {
    return JSON.parse(body);
  } catch (error) {
    const refusal = jsonRefusal(error, body, name);
    if (name.toLowerCase().endsWith('.json')) throw refusal;
    try {
      return readYaml(body, name);
    } catch {
      throw refusal;
    }
  }
}

function readYaml(body: string, name: string): unknown {
  const options = { schema: SCHEMA, maxDepth: DEEPEST, maxTotalMergeKeys: 100_000 };
  try {
    return load(body, options);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? error.mark.line + 1 : undefined;
    throw refuse(name, `not valid YAML: ${withoutQuotes(error.reason)}`, { line });
  }
}

/** The parser's sentence up to where it begins to quote the document. */
function withoutQuotes(reason: string): string {
  return reason.replace(/["'<!(].*$/s, '').trim() || 'it cannot be read';
}

function jsonRefusal(error: unknown, body: string, name: string): ForewarnError {
  if (isCutOff(error, body)) {
    return refuse(name, 'the JSON ends too early: it is cut off', { line: lineAt(body, body.length) });
  }
  return refuse(name, 'not valid JSON', { line: lineAt(body, positionIn(error) ?? firstWrong(body)) });
}

/** Where JSON ceases to be right, which the parser does not always say: beginnings up to there only lack an end. */
function firstWrong(body: string): number {
  let right = 0;
  let wrong = body.length;
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isWrong(body.slice(0, middle))) wrong = middle;
    else right = middle;
  }
  return right;
}

function isWrong(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    return !isCutOff(error, beginning);
  }
}

/** True if the parser met the end where it expected more. */
function isCutOff(error: unknown, text: string): boolean {
  if (error instanceof Error && /^Unexpected end|^Unterminated/.test(error.message)) return true;
  const position = positionIn(error);
  return position !== null && position >= text.trimEnd().length;
}

function positionIn(error: unknown): number | null {
  const found = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return found === undefined ? null : Number(found);
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function refuse(
  file: string,
  message: string,
  more: { line?: number | undefined; fix?: string } = {},
): ForewarnError {
  return new ForewarnError('input', message, {
    place: { file, ...(more.line !== undefined && { line: more.line }) },
    ...(more.fix !== undefined && { fix: more.fix }),
  });
}
