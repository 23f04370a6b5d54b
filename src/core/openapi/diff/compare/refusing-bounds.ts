import { RE2JS } from 're2js';
import { canonicalJson } from '../../../canonical-json.ts';
import { isObject, type Json } from '../../../json.ts';
import { isSameBound, NO_SIZES, SIZE_NAMES } from '../schema/limits.ts';
import type { Bound, Shape } from '../schema/shape.ts';
import { lengthOf } from '../schema/text-length.ts';

/** Facets of bounds; those without the word exclusive stand for both. */
export type BoundFacet =
  | 'minimum'
  | 'maximum'
  | 'multiple-of'
  | 'min-length'
  | 'max-length'
  | 'pattern'
  | 'min-items'
  | 'max-items'
  | 'unique-items'
  | 'min-properties'
  | 'max-properties';

const NONE: readonly BoundFacet[] = [];
const LENGTHS = ['min-length', 'max-length'] as const;
const ITEMS = ['min-items', 'max-items'] as const;
const PROPERTIES = ['min-properties', 'max-properties'] as const;

/** Longer patterns are not tried. */
const LONGEST_PATTERN = 500;
const MOST_KEPT = 1_000;

/** Whether a schema has a bound at all. */
export function isBounded({ lower, upper, multipleOf, sizes, patterns, uniqueItems }: Shape): boolean {
  if (lower || upper || multipleOf !== null || uniqueItems || patterns.length > 0) return true;
  return sizes !== NO_SIZES;
}

/** Whether two schemas have the same bounds: what one refuses, the other does. */
export function haveSameBounds(one: Shape, other: Shape): boolean {
  return (
    isSameBound(one.lower, other.lower) &&
    isSameBound(one.upper, other.upper) &&
    one.multipleOf === other.multipleOf &&
    one.uniqueItems === other.uniqueItems &&
    SIZE_NAMES.every((name) => one.sizes[name] === other.sizes[name]) &&
    one.patterns.length === other.patterns.length &&
    one.patterns.every((pattern, index) => pattern === other.patterns[index])
  );
}

/** The bounds of a schema that refuse a value; what cannot be tried is held to refuse. */
export function refusingBounds(value: Json, shape: Shape): readonly BoundFacet[] {
  if (typeof value === 'number') return ofNumber(value, shape);
  if (typeof value === 'string') {
    const size = lengthOf(value);
    const found = ofSize(size, shape.sizes.minLength, shape.sizes.maxLength, LENGTHS);
    if (shape.patterns.length === 0) return found;
    return shape.patterns.every((pattern) => finds(pattern, value)) ? found : [...found, 'pattern'];
  }
  if (Array.isArray(value)) {
    const found = ofSize(value.length, shape.sizes.minItems, shape.sizes.maxItems, ITEMS);
    const isTwice = shape.uniqueItems && new Set(value.map(canonicalJson)).size < value.length;
    return isTwice ? [...found, 'unique-items'] : found;
  }
  if (!isObject(value)) return NONE;
  const { minProperties, maxProperties } = shape.sizes;
  return ofSize(Object.keys(value).length, minProperties, maxProperties, PROPERTIES);
}

function ofNumber(value: number, { lower, upper, multipleOf }: Shape): BoundFacet[] {
  const found: BoundFacet[] = [];
  if (lower && isBeyond(value, lower, 1)) found.push('minimum');
  if (upper && isBeyond(value, upper, -1)) found.push('maximum');
  if (multipleOf !== null && !isMultiple(value, multipleOf)) found.push('multiple-of');
  return found;
}

function isBeyond(value: number, { value: bound, exclusive }: Bound, side: 1 | -1): boolean {
  return (value - bound) * side < 0 || (exclusive && value === bound);
}

/** Whether a number is a multiple of another, as near as numbers are written. */
export function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 4 * Number.EPSILON * Math.max(1, Math.abs(times));
}

function ofSize(
  size: number,
  least: number | null,
  most: number | null,
  facets: readonly [BoundFacet, BoundFacet],
): readonly BoundFacet[] {
  const isMore = most !== null && size > most;
  if (least !== null && size < least) return isMore ? facets : [facets[0]];
  return isMore ? [facets[1]] : NONE;
}

const compiled = new Map<string, RE2JS | null>();

function finds(pattern: string, text: string): boolean {
  let known = compiled.get(pattern);
  if (known === undefined) {
    if (compiled.size >= MOST_KEPT) compiled.clear();
    known = compile(pattern);
    compiled.set(pattern, known);
  }
  return known?.matcher(text).find() === true;
}

function compile(pattern: string): RE2JS | null {
  if (pattern.length > LONGEST_PATTERN) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
