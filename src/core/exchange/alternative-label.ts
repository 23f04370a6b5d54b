import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativesOf, tagsOf } from './alternatives.ts';
import { referred } from './schema-place.ts';

/**
 * The segment of a location for one alternative of a union: `/<card>` by its discriminator value. None
 * where the others are only null: then the place is the alternative itself, and nullable.
 */
export function alternativeLabel(root: JsonObject, union: Located<JsonObject>, index: number): string {
  const alternatives = alternativesOf(union);
  const alternative = alternatives[index];
  if (!alternative) return '';
  if (alternatives.filter((one) => !isNullAlone(root, one)).length < 2) return '';
  const [tag] = tagsOf(root, union, alternative);
  return `/<${tag ?? index}>`;
}

/** True for a schema that only null fits. */
export function isNullAlone(root: JsonObject, schema: Located<Json>): boolean {
  if (!isObject(schema.value)) return false;
  const { value } = referred(root, schema.value) ?? schema;
  if (!isObject(value)) return false;
  const { type } = value;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (value.const === null) return true;
  return Array.isArray(value.enum) && value.enum.length === 1 && value.enum[0] === null;
}
