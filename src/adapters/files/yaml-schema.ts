import { FAILSAFE_SCHEMA, type Schema, Type } from 'js-yaml';

const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['true', 'True', 'TRUE']);
const FALSE = new Set(['false', 'False', 'FALSE']);

const scalar = (name: string, resolve: (data: string) => boolean, construct: (data: string) => unknown) =>
  new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (data: string | null) => resolve(data ?? ''),
    construct: (data: string | null) => construct(data ?? ''),
  });

/** Every number begins with one of these; most plain texts do not, and are told apart at once. */
function mayBeNumber(data: string): boolean {
  const code = data.charCodeAt(0);
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

function toNumber(data: string): number {
  if (SPECIAL.test(data)) {
    if (/nan/i.test(data)) return Number.NaN;
    return data.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return Number(data.replace(/^\+/, ''));
}

/**
 * A number as it is written. A key is its text and not its value (OpenAPI, 4.3: keys by the failsafe schema), so one
 * that JSON would write otherwise (`1.10`, `0x1F`) remembers how it was written; as a value it is a number again
 * once the whole is looked through.
 */
function written(data: string): unknown {
  const value = toNumber(data);
  if (String(value) === data) return value;
  return Object.assign(new Number(value), { toString: () => data });
}

/**
 * Scalars by the core schema of YAML 1.2 (10.3): `yes`, `on` and days are texts. Merge keys are read as YAML 1.1
 * has them, which OpenAPI documents use; `!!binary` and `!!timestamp` are the texts that they are in JSON.
 */
export const YAML_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar(
      'null',
      (data) => NULLS.has(data),
      () => null,
    ),
    scalar(
      'bool',
      (data) => TRUE.has(data) || FALSE.has(data),
      (data) => TRUE.has(data),
    ),
    scalar('int', (data) => mayBeNumber(data) && INTEGER.test(data), written),
    scalar('float', (data) => mayBeNumber(data) && (FLOAT.test(data) || SPECIAL.test(data)), written),
    scalar(
      'merge',
      (data) => data === '<<',
      (data) => data,
    ),
  ],
  explicit: [
    scalar(
      'binary',
      () => true,
      (data) => data,
    ),
    scalar(
      'timestamp',
      () => true,
      (data) => data,
    ),
  ],
});
