import { deepCompareStrict, ucs2length } from '@cfworker/json-schema';
import { isObject, type Json } from '../../json.ts';
import { linearPattern } from './linear-pattern.ts';
import type { Keywords } from './schema.ts';

/** Both of two answers that may be unknown (null): no where one is no. */
export function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

/** Whether a value keeps the keywords that have no schema inside them; null: ask the interpreter. */
export function ownFit(schema: Keywords, value: Json): boolean | null {
  if (schema.type && !schema.type.some((type) => isOfType(value, type))) return false;
  if (schema.enum && !schema.enum.some((each) => isSame(each, value))) return false;
  if (schema.const !== undefined && !isSame(schema.const, value)) return false;
  if (typeof value === 'number') return numberFits(schema, value);
  if (typeof value === 'string') return textFits(schema, value);
  if (Array.isArray(value)) return arrayFits(schema, value);
  return isObject(value) ? objectFits(schema, Object.keys(value)) : true;
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return typeof value === 'number' && value % 1 === 0;
  return typeof value === type;
}

function isSame(one: Json, other: Json): boolean {
  return one === other || (typeof one === 'object' && deepCompareStrict(one, other));
}

function numberFits(schema: Keywords, value: number): boolean | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return false;
  if (maximum !== undefined && value > maximum) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return multipleOf === undefined ? true : null;
}

function textFits({ minLength, maxLength, $pattern }: Keywords, value: string): boolean | null {
  if (minLength !== undefined || maxLength !== undefined) {
    if (!isBetween(ucs2length(value), minLength, maxLength)) return false;
  }
  if ($pattern === undefined) return true;
  return linearPattern($pattern)?.test(value) ?? null;
}

function arrayFits({ minItems, maxItems, uniqueItems }: Keywords, value: readonly Json[]): boolean | null {
  if (!isBetween(value.length, minItems, maxItems)) return false;
  if (!uniqueItems || value.length < 2) return true;
  return value.some((each) => typeof each === 'object') ? null : new Set(value).size === value.length;
}

function objectFits(schema: Keywords, names: readonly string[]): boolean {
  const { minProperties, maxProperties, required = [], dependentRequired = {} } = schema;
  if (!isBetween(names.length, minProperties, maxProperties)) return false;
  if (required.some((name) => !names.includes(name))) return false;
  return Object.entries(dependentRequired).every(
    ([name, others]) => !names.includes(name) || others.every((other) => names.includes(other)),
  );
}

function isBetween(count: number, least = 0, most = Number.POSITIVE_INFINITY): boolean {
  return count >= least && count <= most;
}
