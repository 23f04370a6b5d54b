import type { Facet } from '../drift/facet.ts';
import { isObject, type Json } from '../json.ts';
import { isFound } from './pattern.ts';

/**
 * Whether a value that we send keeps to a bound (JSON Schema 2020-12).
 *
 * @param written true for parameters: texts count as the numbers that they write.
 * @returns null where the facet is no bound, or the bound says nothing about this kind of value.
 */
export function isWithinBound(facet: Facet, bound: Json, value: Json, written: boolean): boolean | null {
  const number = asNumber(value, written);
  const limit = typeof bound === 'number' ? bound : null;
  switch (facet) {
    case 'minimum':
      return compare(number, limit, (a, b) => a >= b);
    case 'maximum':
      return compare(number, limit, (a, b) => a <= b);
    case 'exclusive-minimum':
      return compare(number, limit, (a, b) => a > b);
    case 'exclusive-maximum':
      return compare(number, limit, (a, b) => a < b);
    case 'multiple-of':
      return compare(number, limit, (a, b) => b === 0 || Number.isInteger(a / b));
    case 'min-length':
      return compare(lengthOf(value), limit, (a, b) => a >= b);
    case 'max-length':
      return compare(lengthOf(value), limit, (a, b) => a <= b);
    case 'min-items':
      return compare(Array.isArray(value) ? value.length : null, limit, (a, b) => a >= b);
    case 'max-items':
      return compare(Array.isArray(value) ? value.length : null, limit, (a, b) => a <= b);
    case 'min-properties':
      return compare(isObject(value) ? Object.keys(value).length : null, limit, (a, b) => a >= b);
    case 'max-properties':
      return compare(isObject(value) ? Object.keys(value).length : null, limit, (a, b) => a <= b);
    case 'const':
      return JSON.stringify(bound) === JSON.stringify(value) || String(bound) === value;
    case 'enum':
      return Array.isArray(bound) ? bound.some((item) => item === value || String(item) === value) : null;
    case 'pattern':
      return isOnePattern(bound) && typeof value === 'string' ? isFound(bound, value) : null;
    default:
      return null;
  }
}

/** True if a value we send can be read as this JSON Schema type. `written` as above. */
export function fitsType(type: string, value: Json, written: boolean): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(asNumber(value, written));
    case 'number':
      return asNumber(value, written) !== null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'boolean':
      return typeof value === 'boolean' || (written && (value === 'true' || value === 'false'));
    default:
      return typeof value === type;
  }
}

/** Arguments join several patterns with `and`, and shorten long ones. */
function isOnePattern(bound: Json): bound is string {
  return typeof bound === 'string' && !bound.includes(' and ') && !bound.endsWith('…');
}

function compare(
  value: number | null,
  limit: number | null,
  holds: (a: number, b: number) => boolean,
): boolean | null {
  return value === null || limit === null ? null : holds(value, limit);
}

function asNumber(value: Json, written: boolean): number | null {
  if (typeof value === 'number') return value;
  return written && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

/** In characters, as JSON Schema counts. */
function lengthOf(value: Json): number | null {
  return typeof value === 'string' ? [...value].length : null;
}
