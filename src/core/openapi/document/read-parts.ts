import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { resolveReference } from './reference.ts';
import type { Located, MediaType, Parameter, RequestBody, ResponseObject } from './types.ts';
import { covering, unlessUnknown } from './unknown-parts.ts';

/** Where a parameter may be; `querystring`, the whole query as one, since 3.2. */
const PLACES = new Set<string>([
  'query',
  'querystring',
  'header',
  'path',
  'cookie',
] satisfies Parameter['in'][]);

/** A piece of the document that is an object. */
export type Piece = Located<JsonObject>;

/** The members of an object that are objects (references followed), without `x-` members, in order. */
export function pieces(root: JsonObject, at: Located<Json>): [string, Piece][] {
  if (!isObject(at.value)) return [];
  return Object.entries(at.value).flatMap(([name, value]): [string, Piece][] => {
    if (name.startsWith('x-')) return [];
    const piece = asPiece(root, { value, pointer: at.pointer + toPointer([name]) });
    return piece ? [[name, piece]] : [];
  });
}

/** One member of an object, references followed; null where it is absent or not an object. */
export function piece(root: JsonObject, at: Piece, name: string): Piece | null {
  const value = Object.hasOwn(at.value, name) ? at.value[name] : undefined;
  if (value === undefined) return null;
  return asPiece(root, { value, pointer: at.pointer + toPointer([name]) });
}

/** A located value with its references followed, or null where it is no object. */
export function asPiece(root: JsonObject, at: Located<Json>): Piece | null {
  const found = unlessUnknown(root, at.pointer, () => resolveReference({ raw: root }, at));
  return found && isObject(found.value) ? { value: found.value, pointer: found.pointer } : null;
}

/** The parameters of a path item or operation; what has no name or place is left out. */
export function readParameters(root: JsonObject, at: Piece): Parameter[] {
  const list = at.value.parameters;
  if (!Array.isArray(list)) return [];
  return list.flatMap((value, index) => {
    const found = asPiece(root, { value, pointer: `${at.pointer}/parameters/${index}` });
    const place = found?.value.in;
    if (!found || typeof found.value.name !== 'string' || !isPlace(place)) return [];
    return [parameter(root, found, found.value.name, place)];
  });
}

/** A request body: its media types in the order of the document. */
export function readRequestBody(root: JsonObject, operation: Piece): RequestBody | null {
  const body = piece(root, operation, 'requestBody');
  if (!body) return null;
  return { required: body.value.required === true, content: readContent(root, body), pointer: body.pointer };
}

/** The responses of an operation, in the order of the document. */
export function readResponses(root: JsonObject, operation: Piece): ResponseObject[] {
  const responses = piece(root, operation, 'responses');
  if (!responses) return [];
  return Object.entries(responses.value).flatMap(([name, value]) => {
    if (name.startsWith('x-')) return [];
    const status = name === 'default' ? name : name.toUpperCase();
    const at = { value, pointer: responses.pointer + toPointer([name]) };
    return covering(root, { status }, () => readResponse(root, status, at)) ?? [];
  });
}

function readResponse(root: JsonObject, status: string, at: Located<Json>): ResponseObject | null {
  const found = asPiece(root, at);
  if (!found) return null;
  return {
    status,
    headers: readHeaders(root, found),
    content: readContent(root, found),
    raw: found.value,
    pointer: found.pointer,
  };
}

function readHeaders(root: JsonObject, response: Piece): Parameter[] {
  const headers = piece(root, response, 'headers');
  if (!headers) return [];
  return pieces(root, headers).map(([name, found]) => parameter(root, found, name, 'header'));
}

function readContent(root: JsonObject, at: Piece): MediaType[] {
  const content = piece(root, at, 'content');
  if (!content) return [];
  return Object.entries(content.value).flatMap(([name, value]) => {
    const found = asPiece(root, { value, pointer: content.pointer + toPointer([name]) });
    if (!found) return [];
    const media = (name.split(';')[0] as string).trim().toLowerCase();
    return [
      { media, written: name, schema: member(found, 'schema'), raw: found.value, pointer: found.pointer },
    ];
  });
}

function parameter(root: JsonObject, at: Piece, name: string, place: Parameter['in']): Parameter {
  return {
    name,
    in: place,
    required: place === 'path' || at.value.required === true,
    deprecated: at.value.deprecated === true,
    schema: member(at, 'schema') ?? readContent(root, at)[0]?.schema ?? null,
    raw: at.value,
    pointer: at.pointer,
  };
}

/** One member of an object as it is written (references not followed). */
function member(at: Piece, name: string): Located<Json> | null {
  const value = at.value[name];
  return value === undefined ? null : { value, pointer: at.pointer + toPointer([name]) };
}

function isPlace(value: unknown): value is Parameter['in'] {
  return typeof value === 'string' && PLACES.has(value);
}
