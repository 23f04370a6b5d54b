import { FAILSAFE_SCHEMA, type Schema, Type } from 'js-yaml';

const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Words that are no texts, and what they are. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, null] => [word, null]),
  ...['true', 'True', 'TRUE'].map((word): [string, boolean] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, boolean] => [word, false]),
]);
const LONGEST_WORD = 5;
/** What they and numbers begin with, as codes: most texts do not, and are told apart at once. */
const FIRST = new Uint8Array(128);
for (const first of '~nNtTfF+-.0123456789') FIRST[first.charCodeAt(0)] = 1;

const scalar = (name: string, resolve: (data: string) => boolean, construct: (data: string) => unknown) =>
  new Type(name, {
    kind: 'scalar',
    resolve: (data: string | null) => resolve(data ?? ''),
    construct: (data: string | null) => construct(data ?? ''),
  });

const tagged = (name: string, ...how: [(data: string) => boolean, (data: string) => unknown]) =>
  scalar(`tag:yaml.org,2002:${name}`, ...how);

function isWord(data: string): boolean {
  return data.length <= LONGEST_WORD && WORDS.has(data);
}

function isFloat(data: string): boolean {
  return FLOAT.test(data) || SPECIAL.test(data);
}

/** Whether a scalar without quotes is something else than a text. */
function isMore(data: string): boolean {
  if (data !== '' && FIRST[data.charCodeAt(0)] !== 1) return false;
  return isWord(data) || INTEGER.test(data) || isFloat(data);
}

function toNumber(data: string): number {
  if (SPECIAL.test(data)) {
    if (/nan/i.test(data)) return Number.NaN;
    return data.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return Number(data.replace(/^\+/, ''));
}

let unusual = 0;

/** How many numbers were read so far that are written as JSON would not write them, or too large to be told apart. */
export function unusualNumbers(): number {
  return unusual;
}

/**
 * A number as it is written. A key is its text and not its value (OpenAPI, 4.3: keys by the failsafe schema), so one
 * that JSON would write otherwise (`1.10`, `0x1F`) remembers how it was written; as a value it is a number again
 * once the whole is looked through.
 */
function written(data: string): unknown {
  const value = toNumber(data);
  if (String(value) === data && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  unusual++;
  return String(value) === data ? value : Object.assign(new Number(value), { toString: () => data });
}

/**
 * Scalars by the core schema of YAML 1.2 (10.3): `yes`, `on` and days are texts. Merge keys are read as YAML 1.1
 * has them, which OpenAPI documents use; `!!binary` and `!!timestamp` are the texts that they are in JSON. What is
 * written without a tag is asked about once, by a type whose tag nobody can write, as it has a space in it.
 */
export const YAML_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar('no text', isMore, (data) => (isWord(data) ? WORDS.get(data) : written(data))),
    tagged(
      'merge',
      (data) => data === '<<',
      (data) => data,
    ),
  ],
  explicit: [
    tagged(
      'null',
      (data) => WORDS.get(data) === null,
      () => null,
    ),
    tagged(
      'bool',
      (data) => typeof WORDS.get(data) === 'boolean',
      (data) => WORDS.get(data),
    ),
    tagged('int', (data) => INTEGER.test(data), written),
    tagged('float', isFloat, written),
    tagged(
      'binary',
      () => true,
      (data) => data,
    ),
    tagged(
      'timestamp',
      () => true,
      (data) => data,
    ),
  ],
});
