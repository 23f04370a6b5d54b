import { operationKey } from '../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { asPiece, type Piece, piece, readParameters, readRequestBody, readResponses } from './read-parts.ts';
import type { Operation, Parameter, SecurityAlternative } from './types.ts';

/** Fixed methods of a path item, OpenAPI 3.0 to 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** All operations of the document's `paths`, in its order, with every part resolved. */
export function readOperations(root: JsonObject): Operation[] {
  const paths = asPiece(root, { value: root.paths ?? null, pointer: '#/paths' });
  if (!paths) return [];
  return Object.entries(paths.value).flatMap(([path, value]) => {
    if (!path.startsWith('/')) return [];
    const item = asPiece(root, { value, pointer: paths.pointer + toPointer([path]) });
    return item ? operationsOf(root, path, item) : [];
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

function operationsOf(root: JsonObject, path: string, item: Piece): Operation[] {
  const shared = readParameters(root, item);
  const fixed = METHODS.flatMap((method): Operation[] => {
    const found = piece(root, item, method);
    return found ? [operation(root, method, path, found, shared)] : [];
  });
  const additional = piece(root, item, 'additionalOperations');
  if (!additional) return fixed;
  const more = Object.keys(additional.value).flatMap((method): Operation[] => {
    const found = piece(root, additional, method);
    return found ? [operation(root, method, path, found, shared)] : [];
  });
  return [...fixed, ...more];
}

function operation(
  root: JsonObject,
  method: string,
  path: string,
  at: Piece,
  shared: Parameter[],
): Operation {
  const raw = at.value;
  return {
    method: method.toUpperCase(),
    path,
    ...(typeof raw.operationId === 'string' && { operationId: raw.operationId }),
    ...(typeof raw.summary === 'string' && { summary: raw.summary }),
    key: operationKey(method, path),
    pointer: at.pointer,
    parameters: override(shared, readParameters(root, at)),
    requestBody: readRequestBody(root, at),
    responses: readResponses(root, at),
    security: readSecurity(raw.security) ?? readSecurity(root.security),
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
