import type { Json } from '../../../json.ts';
import type { SchemaType } from './shape.ts';

/** The type of a value that is not null. */
export function typeOfValue(value: Json): SchemaType {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean' | 'object';
}

/** Whether a value that is not null is of one of the types; integers are numbers. Null: any type. */
export function isOfTypes(value: Json, types: ReadonlySet<SchemaType> | null): boolean {
  if (types === null) return true;
  const type = typeOfValue(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}
