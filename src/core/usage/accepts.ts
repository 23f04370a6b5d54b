import { canonicalJson } from '../canonical-json.ts';
import type { Json } from '../json.ts';
import type { PactField } from '../pact/types.ts';
import { isWrittenAs } from './date-format.ts';
import { isWhole } from './pattern.ts';

/**
 * Whether the pact takes this value at a field: true or false where its rule tells, null where the rule
 * looks at the type alone (then our code may or may not know the value). As Pact's verifier judges it.
 */
export function acceptsValue(field: PactField, value: Json): boolean | null {
  switch (field.match) {
    case 'equality':
      return canonicalJson(field.example) === canonicalJson(value);
    case 'regex':
      return isContainer(value) ? null : isWhole(field.regex ?? '', textOf(value));
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'integer':
      return typeOf(value) === 'integer' ? null : false;
    case 'number':
      return typeof value === 'number' ? null : false;
    case 'decimal':
      return typeOf(value) === 'number' ? null : false;
    case 'type':
      return isOfType(field, value) && isWithinSize(field, value) ? null : false;
    case 'include':
      return isContainer(value) ? null : textOf(value).includes(field.asks?.text ?? '');
    case 'date':
    case 'time':
    case 'datetime':
      return isContainer(value) ? false : isWrittenAs(field.asks?.text ?? '', textOf(value));
    case 'semver':
      return typeof value === 'string' && SEMVER.test(value);
    case 'notEmpty':
      return isEmpty(value) ? false : null;
    case 'arrayContains':
      return Array.isArray(value) && value.length > 0 ? null : false;
    case 'statusCode':
      return typeof value === 'number' ? isStatus(field, value) : null;
    case 'other':
      return null;
    default:
      return field.match satisfies never;
  }
}

/** True if the pact takes every value of these JSON Schema types at a field. */
export function acceptsTypes(field: PactField, types: readonly string[], body: boolean): boolean {
  const taken = takenTypes(field, body);
  return taken !== null && types.length > 0 && types.every((type) => taken.includes(type));
}

/** JSON Schema types named by an argument: `string`, `string | null` or a list; null for anything else. */
export function typesIn(argument: Json | undefined): string[] | null {
  const list = typeof argument === 'string' ? argument.split(' | ') : Array.isArray(argument) ? argument : [];
  const names = list.filter((item): item is string => typeof item === 'string' && TYPES.has(item));
  return names.length > 0 && names.length === list.length ? names : null;
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** Semantic Versioning 2.0.0. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;

/** Classes of a `statusCode` rule: from, up to. */
const CLASSES: Record<string, readonly [number, number]> = {
  info: [100, 199],
  success: [200, 299],
  redirect: [300, 399],
  clientError: [400, 499],
  serverError: [500, 599],
  nonError: [100, 399],
  error: [400, 599],
};

function takenTypes(field: PactField, body: boolean): string[] | null {
  if (!body) return field.match === 'type' ? ['string', 'number', 'integer', 'boolean'] : null;
  if (field.match === 'number') return ['number', 'integer'];
  if (field.match === 'integer') return ['integer'];
  if (field.match === 'boolean') return ['boolean'];
  if (field.match === 'notEmpty') return ['number', 'integer', 'boolean'];
  if (field.match !== 'type' || field.example === null || field.asks) return null;
  const type = typeOf(field.example);
  return type === 'integer' || type === 'number' ? ['number', 'integer'] : [type];
}

function isOfType({ example }: PactField, value: Json): boolean {
  const numbers = typeof value === 'number' && typeof example === 'number';
  // A field that was declared has no example.
  return example === null || numbers || typeOf(value) === typeOf(example);
}

function isWithinSize({ asks }: PactField, value: Json): boolean {
  if (!asks || !Array.isArray(value)) return true;
  return value.length >= (asks.min ?? 0) && value.length <= (asks.max ?? Number.POSITIVE_INFINITY);
}

function isStatus({ asks }: PactField, value: number): boolean | null {
  if (asks?.codes) return asks.codes.includes(value);
  const range = CLASSES[asks?.text ?? ''];
  return range ? value >= range[0] && value <= range[1] : null;
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

/** As the verifier writes a value where a rule wants a text. */
function textOf(value: Json): string {
  return value === null ? '' : String(value);
}

/** The JSON Schema type of a value. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
