import { operationKey } from '../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import {
  asPiece,
  type Piece,
  piece,
  pieces,
  readParameters,
  readRequestBody,
  readResponses,
} from './read-parts.ts';
import { readServers } from './read-servers.ts';
import type { Located, Operation, Parameter, SecurityAlternative } from './types.ts';
import { type Cover, covering } from './unknown-parts.ts';

/** Fixed methods of a path item, OpenAPI 3.0 to 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** All operations of the document's `paths`, in its order, with every part resolved. */
export function readOperations(root: JsonObject): Operation[] {
  const paths = asPiece(root, { value: root.paths ?? null, pointer: '#/paths' });
  if (!paths) return [];
  return Object.entries(paths.value).flatMap(([path, value]) => {
    if (!path.startsWith('/')) return [];
    return operationsOf(root, path, { value, pointer: paths.pointer + toPointer([path]) });
  });
}

/** The security requirement that a value states; null where it states none. */
export function readSecurity(value: Json | undefined): SecurityAlternative[] | null {
  if (!Array.isArray(value)) return null;
  return value
    .filter(isObject)
    .map((alternative) =>
      Object.fromEntries(
        Object.entries(alternative).map(([scheme, scopes]) => [
          scheme,
          Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
        ]),
      ),
    );
}

/**
 * The operations of a path item, or of a webhook or callback, which are written like one. From 3.1 on members may
 * stand beside its `$ref`; they come before what it names.
 *
 * @param path what the operations are known by
 * @throws ForewarnError `input` where a reference leads nowhere or back to itself
 */
export function operationsOf(root: JsonObject, path: string, at: Located<Json>): Operation[] {
  return covering(root, { path, method: null, part: 'operation', status: null }, () =>
    readItem(root, path, at),
  );
}

function readItem(root: JsonObject, path: string, at: Located<Json>): Operation[] {
  const named = asPiece(root, at);
  const items =
    isObject(at.value) && named && named.value !== at.value ? [beside(at.value, at), named] : [named];
  const shared = items
    .reduceRight<Parameter[]>(
      (known, item) =>
        item
          ? override(
              known,
              covering(root, { part: 'parameters' }, () => readParameters(root, item)),
            )
          : known,
      [],
    )
    .map((parameter): Parameter => ({ ...parameter, shared: true }));
  const found = new Map<string, Operation>();
  for (const item of items) {
    if (!item) continue;
    for (const [method, one] of methodsOf(root, item)) {
      const made = operation(root, method, path, one, { item, shared });
      if (!found.has(made.key)) found.set(made.key, made);
    }
  }
  return [...found.values()];
}

function beside({ $ref: _, ...members }: JsonObject, { pointer }: Located<Json>): Piece {
  return { value: members, pointer };
}

function methodsOf(root: JsonObject, item: Piece): [string, Piece][] {
  const fixed = METHODS.flatMap((method): [string, Piece][] => {
    const found = piece(root, item, method);
    return found ? [[method, found]] : [];
  });
  const additional = piece(root, item, 'additionalOperations');
  return additional ? [...fixed, ...pieces(root, additional)] : fixed;
}

function operation(
  root: JsonObject,
  method: string,
  path: string,
  at: Piece,
  { item, shared }: { item: Piece; shared: Parameter[] },
): Operation {
  const raw = at.value;
  const reading = <T>(part: Cover['part'], read: () => T) =>
    covering(root, { method: method.toUpperCase(), part }, read);
  return {
    method: method.toUpperCase(),
    path,
    ...(typeof raw.operationId === 'string' && { operationId: raw.operationId }),
    ...(typeof raw.summary === 'string' && { summary: raw.summary }),
    key: operationKey(method, path),
    pointer: at.pointer,
    parameters: override(
      shared,
      reading('parameters', () => readParameters(root, at)),
    ),
    requestBody: reading('body', () => readRequestBody(root, at)),
    responses: reading('response', () => readResponses(root, at)),
    security: readSecurity(raw.security) ?? readSecurity(root.security),
    servers:
      readServers(raw.servers, `${at.pointer}/servers`) ??
      readServers(item.value.servers, `${item.pointer}/servers`),
    deprecated: raw.deprecated === true,
    sunset: typeof raw['x-sunset'] === 'string' ? raw['x-sunset'] : null,
    tags: Array.isArray(raw.tags) ? raw.tags.filter((tag) => typeof tag === 'string') : [],
    raw,
  };
}

function override(shared: Parameter[], own: Parameter[]): Parameter[] {
  const names = new Set(own.map((parameter) => `${parameter.in}:${parameter.name}`));
  return [...shared.filter((parameter) => !names.has(`${parameter.in}:${parameter.name}`)), ...own];
}
