import { fillIn, fillInPath, NotKnown } from '../carried/fill-in.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Pact, PactInteraction } from '../pact/types.ts';

/** The request of an interaction. */
type PactRequest = PactInteraction['request'];

/**
 * The request of an interaction with what its provider states returned, at the places where the pact has a
 * `ProviderState` generator (Pact specification 3): path, query, headers, members of the body. What no state returned
 * stays as the pact's example has it.
 *
 * @throws NotUsable for a value that would lead to another path.
 */
export function withStateValues(pact: Pact, interaction: PactInteraction, returns: JsonObject): PactRequest {
  const { request } = interaction;
  const generators = generatorsOf(pact, interaction);
  const path = expressionOf(generators.path);
  const filledPath = path === null ? null : filled(() => fillInPath(path, returns).path);
  const query = { ...request.query };
  for (const [name, value] of valuesOf(generators.query, returns)) query[plainName(name)] = [texts(value)];
  const headers = { ...request.headers };
  for (const [name, value] of valuesOf(generators.header, returns))
    headers[plainName(name).toLowerCase()] = texts(value);
  let { body } = request;
  for (const [place, value] of valuesOf(generators.body, returns)) body = withMember(body, place, value);
  return {
    ...request,
    path: filledPath ?? request.path,
    query,
    headers,
    ...(body === undefined ? {} : { body }),
  };
}

function generatorsOf({ raw }: Pact, { index }: PactInteraction): JsonObject {
  const all = raw.interactions;
  const own = Array.isArray(all) ? all[index] : undefined;
  const request = isObject(own) ? own.request : undefined;
  return isObject(request) && isObject(request.generators) ? request.generators : {};
}

/** Specification 4 allows a list of one. */
function expressionOf(generator: Json | undefined): string | null {
  const one = Array.isArray(generator) ? generator[0] : generator;
  if (!isObject(one)) return null;
  if (one.type !== 'ProviderState') return expressionOf(one['']);
  const { expression } = one;
  if (typeof expression !== 'string') return null;
  // Without `${...}` it is a name.
  return expression.includes('${') ? expression : `\${${expression}}`;
}

function valuesOf(generators: Json | undefined, returns: JsonObject): [string, Json][] {
  if (!isObject(generators)) return [];
  return Object.entries(generators).flatMap(([place, generator]): [string, Json][] => {
    const expression = expressionOf(generator);
    const value = expression === null ? null : filled(() => fillIn(expression, returns));
    return value === null ? [] : [[place, value]];
  });
}

/** Null where a name is not known. */
function filled<T>(fill: () => T): T | null {
  try {
    return fill();
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

/** `$.id`, `$['id'][0]`, `id[0]` and `id` are all named `id` in queries and headers. */
function plainName(place: string): string {
  return membersOf(place)[0] ?? place;
}

/** Names and indexes of a path like `$.lines[0]['unit price']`. */
function membersOf(place: string): string[] {
  const found = place.replace(/^\$/, '').matchAll(/\[(\d+)\]|\['([^']*)'\]|\.?([^.[\]]+)/g);
  return [...found].map(([, index, quoted, name]) => index ?? quoted ?? name ?? '');
}

function withMember(root: Json | undefined, place: string, value: Json): Json | undefined {
  const [name, ...rest] = membersOf(place);
  return name === undefined ? value : put(root, [name, ...rest], value);
}

function put(root: Json | undefined, names: readonly string[], value: Json): Json | undefined {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (Array.isArray(root))
    return root.map((item, index) => (String(index) === name ? (put(item, rest, value) ?? item) : item));
  if (!isObject(root) || !Object.hasOwn(root, name)) return root;
  return { ...root, [name]: put(root[name], rest, value) ?? null };
}

function texts(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
