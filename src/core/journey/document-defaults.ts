import { isJsonMedia, responseFor } from '../exchange/media.ts';
import { isObject, type Json } from '../json.ts';
import { fromPointer } from '../json-pointer.ts';
import { resolveWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { valuesAt } from './values-at.ts';

/**
 * What a document names as default or example at a place of an answer: in the schemas that lead there, and in the
 * examples of the whole body.
 *
 * @param pointer RFC 6901, with `*` for every element of a list
 */
export function documentDefaults(
  document: ApiDocument,
  operation: Operation,
  status: number,
  pointer: string,
): Json[] {
  const media = responseFor(operation, status)?.content.find((one) => isJsonMedia(one.media));
  if (!media) return [];
  const { example, examples } = media.raw;
  const whole = [example, ...Object.values(isObject(examples) ? examples : {}).map(shownValue)];
  const inWhole = whole.flatMap((one) => (one === undefined ? [] : valuesAt(one, pointer)));
  let schemas = media.schema ? [media.schema.value] : [];
  for (const token of fromPointer(pointer)) schemas = schemas.flatMap((one) => inside(document, one, token));
  const said = schemas.flatMap((one) => parts(document, one)).flatMap(namedBy);
  return [...inWhole, ...said].filter((one) => one !== undefined);
}

function shownValue(example: Json): Json | undefined {
  return isObject(example) ? example.value : undefined;
}

function namedBy(schema: Json): (Json | undefined)[] {
  if (!isObject(schema)) return [];
  return [schema.default, schema.example, ...(Array.isArray(schema.examples) ? schema.examples : [])];
}

/** A schema and those that it is put together from. */
function parts(document: ApiDocument, schema: Json, depth = 0): Json[] {
  const { value } = resolveWhereKnown(document, { value: schema, pointer: '#' });
  if (!isObject(value) || depth > 8) return [];
  const inner = [value.allOf, value.anyOf, value.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [value, ...inner.flatMap((one) => parts(document, one, depth + 1))];
}

function inside(document: ApiDocument, schema: Json, token: string): Json[] {
  return parts(document, schema).flatMap((one) => {
    if (!isObject(one)) return [];
    if (token === '*' || /^\d+$/.test(token)) return one.items === undefined ? [] : [one.items];
    return isObject(one.properties) && Object.hasOwn(one.properties, token)
      ? [one.properties[token] as Json]
      : [];
  });
}
