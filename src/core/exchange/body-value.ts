import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located, MediaType } from '../openapi/document/types.ts';
import { isJsonMedia } from './media.ts';
import { type BodyPart, readMultipart } from './multipart.ts';
import { readNested } from './nested-names.ts';
import { readStyled } from './parameter-style.ts';
import { member } from './schema-place.ts';
import { kindOf, scalar, schemaTypes } from './schema-types.ts';
import { isStream, readItems } from './stream-items.ts';
import { asJson, insideOf, propertySchemas, typed, type Written } from './typed-value.ts';

/** A value of a body and the schema that it was promised to fit. */
export interface BodyValue {
  schema: Located<Json>;
  value: Json;
  /** `/*` for an item of a stream. */
  location: '' | '/*';
}

/** A body as it was sent. `contentType` has its parameters. */
export interface SentBody {
  media: string;
  contentType: string;
  body: Json;
}

/** Deeper nested multipart bodies are texts. */
const DEEPEST = 3;

/**
 * What of a body is to be judged, by the media type that the document has for it: JSON as it is, forms and parts of
 * multipart bodies as their schemas want them, streams item by item (OpenAPI 3.2, `itemSchema`), plain text as the
 * scalar that is promised. Of any other media type nothing is.
 *
 * @returns `unreadable` where the body is not what its media type says
 */
export function bodyValues(root: JsonObject, media: MediaType, sent: SentBody): BodyValue[] | 'unreadable' {
  const { schema } = media;
  if (isJsonMedia(sent.media)) return schema ? [{ schema, value: sent.body, location: '' }] : [];
  const itemSchema = itemSchemaOf(media);
  if (!schema && !itemSchema) return [];
  const items = itemsOf(root, sent, itemSchema);
  if (items === 'unreadable') return items;
  if (items) {
    return [
      ...(schema ? [{ schema, value: items, location: '' as const }] : []),
      ...(itemSchema ? items.map((value) => ({ schema: itemSchema, value, location: '/*' as const })) : []),
    ];
  }
  const value = schema && wholeOf(root, media, schema, sent);
  if (value === 'unreadable') return value;
  return schema && value ? [{ schema, value: value.is, location: '' }] : [];
}

/** The schema of a stream's items; null where the media type has none. */
export function itemSchemaOf({ raw, pointer }: MediaType): Located<Json> | null {
  return raw.itemSchema === undefined ? null : { value: raw.itemSchema, pointer: `${pointer}/itemSchema` };
}

function itemsOf(root: JsonObject, sent: SentBody, item: Located<Json> | null): Json[] | 'unreadable' | null {
  if (typeof sent.body !== 'string') return null;
  if (isStream(sent.media)) return readItems(sent.media, sent.body) ?? 'unreadable';
  if (!sent.media.startsWith('multipart/') || sent.media === 'multipart/form-data') return null;
  const parts = readMultipart(sent.contentType, sent.body);
  return parts?.map((part) => partValue(root, part, item ? [item] : [], 0)) ?? 'unreadable';
}

function wholeOf(
  root: JsonObject,
  media: MediaType,
  schema: Located<Json>,
  sent: SentBody,
): { is: Json } | 'unreadable' | null {
  if (sent.media === 'application/x-www-form-urlencoded') {
    return isObject(sent.body) ? { is: formValue(root, media, schema, sent.body) } : null;
  }
  if (typeof sent.body !== 'string') return sent.media === 'multipart/form-data' ? { is: sent.body } : null;
  if (sent.media === 'multipart/form-data') {
    const parts = readMultipart(sent.contentType, sent.body);
    return parts ? { is: partsValue(root, schema, parts, 0) } : 'unreadable';
  }
  if (sent.media !== 'text/plain' || kindOf(root, schema) !== 'scalar') return null;
  return { is: scalar(schemaTypes(root, schema), sent.body) };
}

/** Fields of a form, by the encoding of each (OpenAPI 3.2, 4.15). */
function formValue(root: JsonObject, { raw }: MediaType, schema: Located<Json>, body: JsonObject): Json {
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((text) => ({ name, text: String(text) })),
  );
  const written = Object.entries(readNested(pairs)).map(([name, value]): [string, Written] => {
    const encoding = isObject(raw.encoding) && Object.hasOwn(raw.encoding, name) ? raw.encoding[name] : null;
    const [inner] = propertySchemas(root, [schema], name);
    if (typeof value !== 'string' || !inner || !isObject(encoding) || encoding.contentType !== undefined) {
      return [name, value];
    }
    const style = typeof encoding.style === 'string' ? encoding.style : 'form';
    const explode = typeof encoding.explode === 'boolean' ? encoding.explode : style === 'form';
    return [name, explode ? value : readStyled(value, { name, style, explode }, kindOf(root, inner))];
  });
  return typed(root, [schema], Object.fromEntries(written));
}

/** The fields of `multipart/form-data`; a name that comes again, or whose schema is a list, is a list. */
function partsValue(
  root: JsonObject,
  schema: Located<Json>,
  parts: readonly BodyPart[],
  depth: number,
): Json {
  const fields = new Map<string, BodyPart[]>();
  for (const part of parts) {
    const name = (part.name ?? '').replace(/\[\]$/, '');
    fields.set(name, [...(fields.get(name) ?? []), part]);
  }
  return Object.fromEntries(
    [...fields].map(([name, same]): [string, Json] => {
      const schemas = propertySchemas(root, [schema], name);
      const isList = schemas.some((one) => kindOf(root, one) === 'array');
      const [first] = same;
      if (first && same.length === 1 && !isList) return [name, partValue(root, first, schemas, depth)];
      const items = insideOf(root, schemas, (plain) => member(plain, 'items'));
      const values = same.map((part) => partValue(root, part, items, depth));
      return [name, values.length === 1 && Array.isArray(values[0]) ? values[0] : values];
    }),
  );
}

function partValue(root: JsonObject, part: BodyPart, schemas: readonly Located<Json>[], depth: number): Json {
  const media = part.contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (isJsonMedia(media)) return asJson(part.text) ?? part.text;
  if (media.startsWith('multipart/') && depth < DEEPEST) {
    const inner = readMultipart(part.contentType ?? '', part.text);
    const [schema] = schemas;
    if (inner && media === 'multipart/form-data' && schema) return partsValue(root, schema, inner, depth + 1);
    if (inner) return inner.map((one) => partValue(root, one, [], depth + 1));
  }
  return part.file || (media !== '' && media !== 'text/plain') ? part.text : typed(root, schemas, part.text);
}
