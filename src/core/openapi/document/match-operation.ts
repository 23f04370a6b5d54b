import type { ApiDocument, Operation } from './types.ts';

/** A request's place in the document. Path parameters are decoded. */
export interface OperationMatch {
  operation: Operation;
  pathParams: Record<string, string>;
}

interface Route {
  operation: Operation;
  segments: Segment[];
}

/** `['v', 'id', '.json']`: literal, parameter, literal, ...; one literal alone is a plain segment. */
type Segment = string[];

/** By method and number of segments; what of them is in braces is read when a path of that length is first asked for. */
const routes = new WeakMap<ApiDocument, Map<string, Operation[] | { routes: Route[] }>>();

/**
 * The operation that serves a concrete path (`/v1/orders/42`, a query is ignored). Literal segments win over
 * templates from the left (OpenAPI 3.1, 4.8.8.2). Where the path itself fits nothing, it is tried
 * without the base path of each of the document's servers.
 */
export function matchOperation(
  document: ApiDocument,
  method: string,
  concretePath: string,
): OperationMatch | null {
  const path = /[?#]/.test(concretePath) ? (concretePath.split(/[?#]/, 1)[0] as string) : concretePath;
  const upper = method.toUpperCase();
  const found = matchPath(document, upper, path);
  if (found) return found;
  for (const candidate of withoutBase(document, path)) {
    const below = matchPath(document, upper, candidate);
    if (below) return below;
  }
  return null;
}

function* withoutBase(document: ApiDocument, path: string): Generator<string> {
  for (const server of document.servers) {
    const base = server.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '').replace(/\/+$/, '');
    if (base && path.startsWith(`${base}/`)) yield path.slice(base.length);
  }
}

function matchPath(document: ApiDocument, method: string, path: string): OperationMatch | null {
  const concrete = path.split('/');
  for (const route of routesOf(document, bucket(method, concrete.length))) {
    const params = paramsIn(route.segments, concrete);
    if (params) return { operation: route.operation, pathParams: Object.fromEntries(params) };
  }
  return null;
}

/** What the segments of a path have in the place of a template's names; null where they do not fit it. */
function paramsIn(segments: readonly Segment[], concrete: readonly string[]): [string, string][] | null {
  const params: [string, string][] = [];
  for (let index = 0; index < segments.length; index++) {
    if (!fitsSegment(segments[index] as Segment, concrete[index] as string, params)) return null;
  }
  return params;
}

function fitsSegment(segment: Segment, text: string, params: [string, string][]): boolean {
  const first = segment[0] as string;
  if (segment.length === 1) return first === text || first === decoded(text);
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < segment.length; index += 2) {
    const literal = segment[index + 1] as string;
    const last = index + 2 >= segment.length;
    const end = last ? text.length - literal.length : literal ? text.indexOf(literal, at + 1) : at + 1;
    if (end <= at || !text.startsWith(literal, end)) return false;
    params.push([segment[index] as string, decoded(text.slice(at, end))]);
    at = end + literal.length;
  }
  return at === text.length;
}

function routesOf(document: ApiDocument, key: string): readonly Route[] {
  const buckets = routes.get(document) ?? bucketsOf(document);
  const found = buckets.get(key);
  if (found === undefined) return [];
  if (!Array.isArray(found)) return found.routes;
  const read = found.map((operation) => ({
    operation,
    segments: operation.path.split('/').map((segment) => segment.split(/\{([^{}]*)\}/)),
  }));
  read.sort(moreLiteralFirst);
  buckets.set(key, { routes: read });
  return read;
}

function bucketsOf(document: ApiDocument): Map<string, Operation[] | { routes: Route[] }> {
  const made = new Map<string, Operation[]>();
  for (const operation of document.operations) {
    const key = bucket(operation.method, operation.path.split('/').length);
    const list = made.get(key);
    if (list) list.push(operation);
    else made.set(key, [operation]);
  }
  routes.set(document, made);
  return made;
}

function bucket(method: string, segments: number): string {
  return `${method} ${segments}`;
}

function moreLiteralFirst(a: Route, b: Route): number {
  for (let index = 0; index < a.segments.length; index++) {
    const order = looseness(a.segments[index] as Segment) - looseness(b.segments[index] as Segment);
    if (order !== 0) return order;
  }
  return 0;
}

/** 0 for a literal; the less literal text a templated segment has, the looser. */
function looseness(segment: Segment): number {
  if (segment.length === 1) return 0;
  const literal = segment.filter((_, index) => index % 2 === 0).join('').length;
  return 1 / (1 + literal);
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
