import { isObject, type Json, type JsonObject } from '../../json.ts';
import { pointerInto } from '../../json-pointer.ts';
import { referenceOf, resolveReference } from './reference.ts';
import { statusesOf } from './statuses.ts';
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

/**
 * The members of an object that are objects (references followed), in order.
 *
 * @param extended members that begin with `x-` are extensions and left out; false: they are names like any other.
 */
export function pieces(root: JsonObject, at: Located<Json>, extended = true): [string, Piece][] {
  const { value, pointer } = at;
  const found: [string, Piece][] = [];
  if (!isObject(value)) return found;
  for (const name of Object.keys(value)) {
    if (extended && name.startsWith('x-')) continue;
    const one = asPiece(root, memberAt({ value, pointer }, name));
    if (one) found.push([name, one]);
  }
  return found;
}

/** One member of an object, references followed; null where it is absent or not an object. */
export function piece(root: JsonObject, at: Piece, name: string): Piece | null {
  const found = member(at, name);
  return found && asPiece(root, found);
}

/** A located value with its references followed, or null where it is no object. */
export function asPiece(root: JsonObject, at: Located<Json>): Piece | null {
  if (!isObject(at.value)) return null;
  const found =
    referenceOf(at.value) === null
      ? at
      : unlessUnknown(root, at.pointer, () => resolveReference({ raw: root }, at));
  return found && isPiece(found) ? found : null;
}

/** The parameters of a path item or operation; what has no name or place is left out. */
export function readParameters(root: JsonObject, at: Piece): Parameter[] {
  const list = at.value.parameters;
  if (!Array.isArray(list)) return [];
  const found: Parameter[] = [];
  for (const [index, value] of list.entries()) {
    const one = asPiece(root, { value, pointer: `${at.pointer}/parameters/${index}` });
    if (!one) continue;
    const { name, in: place } = one.value;
    if (typeof name === 'string' && isPlace(place)) found.push(parameter(root, one, name, place));
  }
  return found;
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
  const found: ResponseObject[] = [];
  for (const name of statusesOf(responses.value)) {
    const status = name === 'default' ? name : name.toUpperCase();
    const at = memberAt(responses, name);
    const one = covering(root, { status }, () => readResponse(root, status, at));
    if (one) found.push(one);
  }
  return found;
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
  return pieces(root, headers, false).map(([name, found]) => parameter(root, found, name, 'header'));
}

function readContent(root: JsonObject, at: Piece): MediaType[] {
  const content = piece(root, at, 'content');
  if (!content) return [];
  const media: MediaType[] = [];
  for (const written of Object.keys(content.value)) {
    const found = asPiece(root, memberAt(content, written));
    if (!found) continue;
    const { value: raw, pointer } = found;
    const name = (written.split(';', 1)[0] as string).trim().toLowerCase();
    media.push({ media: name, written, schema: member(found, 'schema'), raw, pointer });
  }
  return media;
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
  const value = Object.hasOwn(at.value, name) ? at.value[name] : undefined;
  return value === undefined ? null : { value, pointer: pointerInto(at.pointer, name) };
}

function memberAt({ value, pointer }: Piece, name: string): Located<Json> {
  return { value: value[name] as Json, pointer: pointerInto(pointer, name) };
}

function isPiece(at: Located<Json>): at is Piece {
  return isObject(at.value);
}

function isPlace(value: unknown): value is Parameter['in'] {
  return typeof value === 'string' && PLACES.has(value);
}
