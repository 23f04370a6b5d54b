import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { resolveWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located, MediaType } from '../../document/types.ts';
import { type MediaName, mediaTypeOf } from './media-ranges.ts';

/** One part of a body as the document writes it. */
export interface WrittenPart {
  /** `/name` of a property, `/*` of an element. */
  location: string;
  /** Its encoding. */
  raw: JsonObject;
  schema: Located<Json> | null;
}

/** How one part of a body is written. */
export interface Part extends WrittenPart {
  /** What it may be sent as; null where that follows from a schema that is not known. */
  types: MediaName[] | null;
  /** By lower-case name. */
  headers: ReadonlyMap<string, Located<JsonObject>>;
}

/** Deeper nested schemas are not looked into for properties and types. */
const DEEPEST = 8;

/** Names of the parts that a body's `encoding`, `prefixEncoding` or `itemEncoding` speaks of. */
export function encodedParts({ media, raw }: MediaType): string[] {
  const multipart = media.startsWith('multipart/');
  if (!multipart && media !== 'application/x-www-form-urlencoded') return [];
  const byName = isObject(raw.encoding) ? Object.keys(raw.encoding).map((name) => toPointer([name])) : [];
  const byPosition = Array.isArray(raw.prefixEncoding)
    ? raw.prefixEncoding.map((_, index) => `${index}`)
    : [];
  return multipart ? [...byName, ...byPosition, ...(isObject(raw.itemEncoding) ? ['*'] : [])] : byName;
}

/** A part of a body by its name in {@link encodedParts}. */
export function partOf(document: ApiDocument, media: MediaType, name: string): WrittenPart | null {
  const { raw, schema } = media;
  if (name.startsWith('/')) {
    const property = name.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    const found = schema && propertyOf(document, schema, property, 0);
    if (!found) return null;
    const encoding =
      isObject(raw.encoding) && Object.hasOwn(raw.encoding, property) ? raw.encoding[property] : {};
    return { location: name, raw: isObject(encoding) ? encoding : {}, schema: found };
  }
  const items = itemsOf(document, media);
  const listed = Array.isArray(raw.prefixEncoding) ? raw.prefixEncoding[Number(name)] : undefined;
  const encoding = name === '*' || listed === undefined ? raw.itemEncoding : listed;
  return { location: '/*', raw: isObject(encoding) ? encoding : {}, schema: items };
}

/**
 * What the schema of a body writes itself of the property that a part is; undefined where it refers to another schema for
 * it, and where the part is none by its name as it stands.
 *
 * @param name in {@link encodedParts}
 */
export function propertyWritten({ schema }: MediaType, name: string): Json | undefined {
  if (!name.startsWith('/') || name.includes('~') || !isObject(schema?.value)) return undefined;
  const { properties } = schema.value;
  const property = name.slice(1);
  return isObject(properties) && Object.hasOwn(properties, property) ? properties[property] : undefined;
}

/** How a part is written; where nothing is said, the defaults hold. */
export function readPart(document: ApiDocument, part: WrittenPart): Part {
  const { raw, schema } = part;
  const written =
    typeof raw.contentType === 'string' ? raw.contentType : schema && defaultType(document, schema, 0);
  return {
    ...part,
    types: written === null ? null : written.split(',').map(mediaTypeOf),
    headers: headersOf(document, raw),
  };
}

function headersOf(document: ApiDocument, raw: JsonObject): Map<string, Located<JsonObject>> {
  const headers = isObject(raw.headers) ? Object.entries(raw.headers) : [];
  return new Map(
    headers.flatMap(([name, value]): [string, Located<JsonObject>][] => {
      const at = resolveWhereKnown(document, { value, pointer: '' });
      const key = name.toLowerCase();
      return isObject(at.value) && key !== 'content-type'
        ? [[key, { value: at.value, pointer: at.pointer }]]
        : [];
    }),
  );
}

function itemsOf(document: ApiDocument, { raw, schema, pointer }: MediaType): Located<Json> | null {
  if (raw.itemSchema !== undefined) return { value: raw.itemSchema, pointer: `${pointer}/itemSchema` };
  return schema && memberOf(document, schema, 'items');
}

function memberOf(document: ApiDocument, at: Located<Json>, name: string): Located<Json> | null {
  const { value, pointer } = resolveWhereKnown(document, at);
  const member = isObject(value) ? value[name] : undefined;
  return member === undefined ? null : { value: member, pointer: `${pointer}/${name}` };
}

function propertyOf(
  document: ApiDocument,
  at: Located<Json>,
  name: string,
  depth: number,
): Located<Json> | null {
  const { value, pointer } = resolveWhereKnown(document, at);
  if (!isObject(value) || depth > DEEPEST) return null;
  const { properties, allOf } = value;
  if (isObject(properties) && Object.hasOwn(properties, name)) {
    return { value: properties[name] as Json, pointer: `${pointer}/properties${toPointer([name])}` };
  }
  if (!Array.isArray(allOf)) return null;
  for (const [index, member] of allOf.entries()) {
    const found = propertyOf(
      document,
      { value: member, pointer: `${pointer}/allOf/${index}` },
      name,
      depth + 1,
    );
    if (found) return found;
  }
  return null;
}

/** What a part of a schema is sent as where nothing says otherwise; null where that is not plain. */
function defaultType(document: ApiDocument, at: Located<Json>, depth: number): string | null {
  const { value } = resolveWhereKnown(document, at);
  if (!isObject(value) || depth > DEEPEST) return null;
  const types = Array.isArray(value.type) ? value.type.filter((type) => type !== 'null') : [value.type];
  const [type] = types.length === 1 ? types : [];
  if (type === 'object') return 'application/json';
  if (type === 'array') {
    const items = memberOf(document, at, 'items');
    return items && defaultType(document, items, depth + 1);
  }
  if (type === 'string') {
    const binary =
      value.format === 'binary' || value.format === 'base64' || value.contentEncoding !== undefined;
    return binary ? 'application/octet-stream' : 'text/plain';
  }
  return type === undefined ? null : 'text/plain';
}
