import type { Mismatch } from '../../core/exchange/types.ts';
import { isObject, type Json } from '../../core/json.ts';
import { numberOf } from './numbered.ts';

/** What the verifier says of one interaction, rebuilt from pointers and types. */
export interface VerifierResult {
  number: number;
  /** `error`: it could not be replayed. */
  outcome: 'passed' | 'failed' | 'error';
  mismatches: Mismatch[];
}

/**
 * Reads the verifier's result (a JSON string) without its sentences and without the partner's values.
 *
 * @returns one result per numbered interaction, or null if the text is no result.
 */
export function readVerifierResults(text: string): VerifierResult[] | null {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(whole) || !Array.isArray(whole.interactionResults)) return null;
  return whole.interactionResults.flatMap((one): VerifierResult[] => {
    const number = isObject(one) && typeof one.description === 'string' ? numberOf(one.description) : null;
    if (!isObject(one) || number === null) return [];
    const found = isObject(one.mismatch) ? one.mismatch.mismatches : undefined;
    if (one.result === 'OK') return [{ number, outcome: 'passed', mismatches: [] }];
    if (!Array.isArray(found) || found.some(isNotApplied))
      return [{ number, outcome: 'error', mismatches: [] }];
    return [{ number, outcome: 'failed', mismatches: found.flatMap(readMismatch) }];
  });
}

/** One mismatch of the verifier as ours; several for an object that lacks several keys. */
export function readMismatch(raw: Json): Mismatch[] {
  if (!isObject(raw)) return [];
  switch (raw.type) {
    case 'StatusMismatch':
      return [
        {
          where: 'status',
          path: '',
          kind: 'value',
          expected: number(raw.expected),
          actual: number(raw.actual),
        },
      ];
    case 'HeaderMismatch':
      return [{ where: 'header', path: text(raw.key), kind: raw.actual === '' ? 'missing' : 'value' }];
    case 'MetadataMismatch':
      return [{ where: 'header', path: text(raw.key), kind: isNothing(raw.actual) ? 'missing' : 'value' }];
    case 'BodyTypeMismatch':
      return [{ where: 'header', path: 'Content-Type', kind: 'value' }];
    case 'BodyMismatch':
      return bodyMismatch(text(raw.path), raw.expected ?? null, raw.actual ?? null, text(raw.mismatch));
    default:
      return [{ where: 'other', path: '', kind: 'other' }];
  }
}

/** A matching rule, or a pattern in one, that this verifier cannot work with: nothing was compared. */
function isNotApplied(raw: Json): boolean {
  return isObject(raw) && NOT_APPLIED.test(text(raw.mismatch));
}

const NOT_APPLIED = /^(Could not apply the '|(?!Expected ).*' is not a valid regular expression)/s;

/** Metadata are written as JSON: of what is missing, an empty text. */
function isNothing(actual: Json | undefined): boolean {
  return actual === '' || actual === '""' || actual === null || actual === 'null';
}

/** The verifier's own beginnings of sentences; what follows them may hold values and is not read. */
const MISSING_KEYS = 'Actual map is missing the following keys';
const UNEXPECTED = /^(Actual map has (unexpected|additional)|Unexpected key|Did not expect)/;

function bodyMismatch(at: string, expected: Json, actual: Json, sentence: string): Mismatch[] {
  const path = at === '' || at === '/' ? '$' : at;
  if (sentence.startsWith(MISSING_KEYS)) {
    const had = new Set(keys(actual));
    return keys(expected)
      .filter((key) => !had.has(key))
      .map((key) => ({ where: 'body', path: child(path, key), kind: 'missing' }));
  }
  if (UNEXPECTED.test(sentence)) return [{ where: 'body', path, kind: 'unexpected' }];
  const types = { expected: typeName(expected), actual: typeName(actual) };
  if (actual === null || actual === '')
    return [{ where: 'body', path, kind: 'missing', expected: types.expected }];
  return [{ where: 'body', path, kind: types.expected === types.actual ? 'value' : 'type', ...types }];
}

function keys(list: Json): string[] {
  const read = typeof list === 'string' ? parsed(list) : null;
  return Array.isArray(read) ? read.filter((key) => typeof key === 'string') : [];
}

function child(path: string, key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)
    ? `${path}.${key}`
    : `${path}['${key.replaceAll("'", "\\'")}']`;
}

/** JSON type of a value that the verifier wrote as JSON, or, where it left out the quotes, a string. */
function typeName(written: Json): string {
  const value = typeof written === 'string' ? parsed(written) : written;
  if (value === undefined) return 'string';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function number(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
