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

const routes = new WeakMap<ApiDocument, Map<string, Route[]>>();

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
  const path = concretePath.split(/[?#]/, 1)[0] as string;
  for (const candidate of [path, ...withoutBase(document, path)]) {
    const found = matchPath(document, method.toUpperCase(), candidate);
    if (found) return found;
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
  for (const route of routesOf(document).get(bucket(method, concrete.length)) ?? []) {
    const pathParams: Record<string, string> = Object.create(null);
    const fits = route.segments.every((segment, index) =>
      fitsSegment(segment, concrete[index] as string, pathParams),
    );
    if (fits) return { operation: route.operation, pathParams: { ...pathParams } };
  }
  return null;
}

function fitsSegment(segment: Segment, text: string, params: Record<string, string>): boolean {
  const first = segment[0] as string;
  if (segment.length === 1) return first === text || first === decoded(text);
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < segment.length; index += 2) {
    const literal = segment[index + 1] as string;
    const last = index + 2 >= segment.length;
    const end = last ? text.length - literal.length : literal ? text.indexOf(literal, at + 1) : at + 1;
    if (end <= at || !text.startsWith(literal, end)) return false;
    params[segment[index] as string] = decoded(text.slice(at, end));
    at = end + literal.length;
  }
  return at === text.length;
}

function routesOf(document: ApiDocument): Map<string, Route[]> {
  const known = routes.get(document);
  if (known) return known;
  const made = new Map<string, Route[]>();
  for (const operation of document.operations) {
    const segments = operation.path.split('/').map((segment) => segment.split(/\{([^{}]*)\}/));
    const key = bucket(operation.method, segments.length);
    const list = made.get(key);
    if (list) list.push({ operation, segments });
    else made.set(key, [{ operation, segments }]);
  }
  for (const list of made.values()) list.sort(moreLiteralFirst);
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
