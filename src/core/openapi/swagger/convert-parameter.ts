import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Swagger } from './convert-schema.ts';

/** Members of a parameter or header that say what its value is (Swagger 2.0, Parameter Object). */
const OF_VALUES = new Set([
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
  'x-nullable',
  'x-extensible-enum',
]);

/** How lists are written. OpenAPI 3 has no word for tabs; this one keeps the difference visible. */
const STYLES: Record<string, string> = {
  ssv: 'spaceDelimited',
  pipes: 'pipeDelimited',
  tsv: 'tabDelimited',
};

/** A parameter of path, query or header, or a response header: its value in a schema, its list in a style. */
export function valueParameter(swagger: Swagger, written: JsonObject): JsonObject {
  const made: JsonObject = {};
  for (const [key, member] of Object.entries(written)) {
    if (!OF_VALUES.has(key) && key !== 'collectionFormat') made[key] = member;
  }
  const isNamed = typeof written.in === 'string';
  return {
    ...made,
    ...(isNamed
      ? serialisation(written, written.in === 'query' ? 'form' : 'simple')
      : serialisation(written, 'simple')),
    schema: valueSchema(swagger, written),
  };
}

/** The schema of a value that is written into a URL, header or form. */
export function valueSchema(swagger: Swagger, written: JsonObject): Json {
  const members = Object.entries(written).filter(([key]) => OF_VALUES.has(key));
  return swagger.schema(Object.fromEntries(members));
}

/**
 * Style and explode of a list (`collectionFormat`, comma separated where it is not said), as where it is sent asks.
 *
 * @param plain the style of lists that are separated by commas there
 */
export function serialisation(written: JsonObject, plain: 'form' | 'simple'): JsonObject {
  if (written.type !== 'array') return {};
  const format = typeof written.collectionFormat === 'string' ? written.collectionFormat : 'csv';
  if (format === 'multi') return { style: plain, explode: true };
  return { style: STYLES[format] ?? plain, explode: false };
}

/** True for what is sent in the body: the whole of it, or a field of a form. */
export function isInBody(parameter: Json): parameter is JsonObject {
  return isObject(parameter) && (parameter.in === 'body' || parameter.in === 'formData');
}
