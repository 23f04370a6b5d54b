import { operationKey } from '../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { pointerInto } from '../../json-pointer.ts';
import { refersToNothing } from './lost-references.ts';
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
import type {
  Located,
  Operation,
  Parameter,
  RequestBody,
  ResponseObject,
  SecurityAlternative,
} from './types.ts';
import { type Cover, covering } from './unknown-parts.ts';

/** Fixed methods of a path item, OpenAPI 3.0 to 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** All operations of the document's `paths`, in its order. */
export function readOperations(root: JsonObject): Operation[] {
  const paths = asPiece(root, { value: root.paths ?? null, pointer: '#/paths' });
  if (!paths) return [];
  return Object.entries(paths.value).flatMap(([path, value]) => {
    if (!path.startsWith('/')) return [];
    return operationsOf(root, path, { value, pointer: pointerInto(paths.pointer, path) });
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
  const shared = sharedBy(root, items);
  const security = readSecurity(root.security);
  const found = new Map<string, Operation>();
  for (const item of items) {
    if (!item) continue;
    for (const [method, one] of methodsOf(root, item)) {
      const made = operation(root, method, path, one, { item, shared, security });
      if (!found.has(made.key)) found.set(made.key, made);
    }
  }
  return [...found.values()];
}

function beside({ $ref: _, ...members }: JsonObject, { pointer }: Located<Json>): Piece {
  return { value: members, pointer };
}

/** The parameters that a path has for all its operations, read when first asked for. */
function sharedBy(root: JsonObject, items: readonly (Piece | null)[]): () => Parameter[] {
  const stating = items.flatMap((item) => (item?.value.parameters === undefined ? [] : [item])).reverse();
  let known: Parameter[] | null = null;
  const read = (): Parameter[] => {
    known ??= stating
      .reduce<Parameter[]>((outer, item) => override(outer, readParameters(root, item)), [])
      .map((parameter): Parameter => ({ ...parameter, shared: true }));
    return known;
  };
  const isLost = stating.some(({ value: { parameters } }) =>
    refersToNothing(root, { parameters: parameters ?? null }),
  );
  if (isLost) covering(root, { part: 'parameters' }, read);
  return read;
}

function methodsOf(root: JsonObject, item: Piece): [string, Piece][] {
  const found: [string, Piece][] = [];
  for (const method of METHODS) {
    const one = piece(root, item, method);
    if (one) found.push([method, one]);
  }
  const additional = piece(root, item, 'additionalOperations');
  return additional ? [...found, ...pieces(root, additional)] : found;
}

/** What an operation has from its path and document, where it says nothing else. */
interface Inherited {
  item: Piece;
  shared: () => Parameter[];
  security: SecurityAlternative[] | null;
}

/** What an operation takes and answers is read when first asked for, or now if something that it refers to is lost. */
function operation(
  root: JsonObject,
  writtenMethod: string,
  path: string,
  at: Piece,
  { item, shared, security }: Inherited,
): Operation {
  const raw = at.value;
  const method = writtenMethod.toUpperCase();
  const reading = <T>(part: Cover['part'], read: () => T) => covering(root, { method, part }, read);
  let parameters: Parameter[] | undefined;
  let requestBody: RequestBody | null | undefined;
  let responses: ResponseObject[] | undefined;
  const made: Operation = {
    method,
    path,
    key: operationKey(method, path),
    pointer: at.pointer,
    get parameters() {
      parameters ??= override(
        shared(),
        reading('parameters', () => readParameters(root, at)),
      );
      return parameters;
    },
    get sharedParameters() {
      return shared();
    },
    get requestBody() {
      if (requestBody === undefined) requestBody = reading('body', () => readRequestBody(root, at));
      return requestBody;
    },
    get responses() {
      responses ??= reading('response', () => readResponses(root, at));
      return responses;
    },
    security: readSecurity(raw.security) ?? security,
    servers:
      readServers(raw.servers, `${at.pointer}/servers`) ??
      readServers(item.value.servers, `${item.pointer}/servers`),
    deprecated: raw.deprecated === true,
    sunset: typeof raw['x-sunset'] === 'string' ? raw['x-sunset'] : null,
    tags: Array.isArray(raw.tags) ? raw.tags.filter((tag) => typeof tag === 'string') : [],
    raw,
  };
  if (typeof raw.operationId === 'string') made.operationId = raw.operationId;
  if (typeof raw.summary === 'string') made.summary = raw.summary;
  // A copy has every part read.
  return refersToNothing(root, raw) ? { ...made } : made;
}

function override(shared: Parameter[], own: Parameter[]): Parameter[] {
  if (shared.length === 0) return own;
  const names = new Set(own.map((parameter) => `${parameter.in}:${parameter.name}`));
  return [...shared.filter((parameter) => !names.has(`${parameter.in}:${parameter.name}`)), ...own];
}
