import type { Json } from '../json.ts';
import type { PactField } from '../pact/types.ts';
import { isFound } from './pattern.ts';

/**
 * Whether the pact takes this value at a field: true or false where its rule tells, null where the rule
 * looks at the type alone (then our code may or may not know the value).
 */
export function acceptsValue(field: PactField, value: Json): boolean | null {
  switch (field.match) {
    case 'equality':
      return JSON.stringify(field.example) === JSON.stringify(value);
    case 'regex':
      return typeof value === 'object' ? null : isFound(field.regex ?? '', String(value));
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'number':
    case 'decimal':
      return acceptsTypes(field, [typeOf(value)], true) ? null : false;
    case 'type':
      return typeOf(value) === typeOf(field.example) || field.example === null || isNumeric(value, field)
        ? null
        : false;
    case 'include':
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

function takenTypes(field: PactField, body: boolean): string[] | null {
  if (!body) return field.match === 'type' ? ['string', 'number', 'integer', 'boolean'] : null;
  if (field.match === 'number') return ['number', 'integer'];
  if (field.match === 'integer') return ['integer'];
  if (field.match === 'boolean') return ['boolean'];
  if (field.match !== 'type' || field.example === null) return null;
  const type = typeOf(field.example);
  return type === 'integer' || type === 'number' ? ['number', 'integer'] : [type];
}

function isNumeric(value: Json, field: PactField): boolean {
  return typeof value === 'number' && typeof field.example === 'number';
}

/** The JSON Schema type of a value. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
