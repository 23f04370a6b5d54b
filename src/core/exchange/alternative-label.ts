import { isObject, type Json, type JsonObject } from '../json.ts';
import { contentHash } from '../openapi/document/content-key.ts';
import type { Located } from '../openapi/document/types.ts';
import { alternativesOf, tagsOf } from './alternatives.ts';
import { referred } from './schema-place.ts';

/**
 * The segment of a location for one alternative of a union: `/<card>` by its discriminator value, else by the
 * hash of its content. None where the others are only null: then the place is the alternative itself.
 */
export function alternativeLabel(root: JsonObject, union: Located<JsonObject>, index: number): string {
  const alternatives = alternativesOf(union);
  const alternative = alternatives[index];
  if (!alternative || soleAlternative(root, union) !== null) return '';
  const name = tagsOf(root, union, alternative)[0] ?? hashOf(root, alternative) ?? String(index);
  return `/<${name.replaceAll('~', '~0').replaceAll('/', '~1')}>`;
}

/** The only alternative that is not null alone, where there is no discriminator; else null. */
export function soleAlternative(root: JsonObject, union: Located<JsonObject>): Located<Json> | null {
  const left = alternativesOf(union).filter((one) => !isNullAlone(root, one));
  return left.length === 1 && !isObject(union.value.discriminator) ? (left[0] ?? null) : null;
}

function hashOf(root: JsonObject, alternative: Located<Json>): string | null {
  try {
    return contentHash(root, alternative);
  } catch {
    return null;
  }
}

function isNullAlone(root: JsonObject, schema: Located<Json>): boolean {
  if (!isObject(schema.value)) return false;
  const { value } = referred(root, schema.value) ?? schema;
  if (!isObject(value)) return false;
  const { type } = value;
  if (type === 'null' || (Array.isArray(type) && type.length === 1 && type[0] === 'null')) return true;
  if (value.const === null) return true;
  return Array.isArray(value.enum) && value.enum.length === 1 && value.enum[0] === null;
}
