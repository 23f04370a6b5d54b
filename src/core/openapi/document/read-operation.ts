import { isObject, type Json, type JsonObject } from '../../json.ts';
import { pointerInto } from '../../json-pointer.ts';
import { refersToNothing } from './lost-references.ts';
import { override, readSecurity, WrittenOperation } from './operation.ts';
import { asPiece, type Piece, piece, pieces, readParameters } from './read-parts.ts';
import type { Located, Operation, Parameter } from './types.ts';
import { covering } from './unknown-parts.ts';

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
      const made = new WrittenOperation(root, method, path, one, { item, shared, security });
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
