import { cleanupsOf } from '../../core/agreement/read-states.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';

/** One step of a recipe; `${...}` are still to be filled in. */
export interface RecipeStep {
  /** Upper case. */
  method: string;
  /** Below the environment's base URL, with its query. */
  path: string;
  headers: Record<string, string>;
  body: Json | undefined;
  /** Pointer of an array whose elements are looked through; null: the answer itself is looked at. */
  each: string | null;
  where: JsonObject;
  capture: JsonObject;
  /** Making the same call again gives the same record. */
  repeatable: boolean;
  /** As written; null where there is none. */
  recover: JsonObject | null;
  /** Of a teardown: statuses that say that it is undone already. */
  undone: Json[];
}

/** How one provider state is had through the partner's public API. */
export interface Recipe {
  find: RecipeStep | null;
  make: RecipeStep[];
  /** Values of which one set at a time is lent; null: nothing is lent. */
  pool: JsonObject[] | null;
  /** As written, like `recover`: kept with what was made, whatever becomes of the file. */
  teardown: JsonObject[];
  recover: JsonObject | null;
  returns: JsonObject;
}

/** What undoes an interaction that makes something itself. */
export interface Cleanup {
  /** Added to the interaction's call. */
  headers: Record<string, string>;
  /** Members of its JSON body by pointer. */
  body: JsonObject;
  repeatable: boolean;
  capture: JsonObject;
  teardown: JsonObject[];
  recover: JsonObject | null;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/** The recipe of a state in `states.yaml` (already checked), or null where it has none. */
export function recipeOf(states: JsonObject | null, name: string): Recipe | null {
  const written = states && Object.hasOwn(states, name) ? states[name] : undefined;
  if (!isObject(written)) return null;
  const recover = isObject(written.recover) ? written.recover : null;
  return {
    find: isObject(written.find) ? readStep(written.find) : null,
    make: listed(written.make).map(readStep),
    pool: isObject(written.lease) ? listed(written.lease.pool) : null,
    teardown: listed(written.teardown),
    recover,
    returns: members(written.returns),
  };
}

/** What `cleanup` in `states.yaml` says under the first of these names that it has; `none`: nothing has to be undone. */
export function cleanupOf(states: JsonObject | null, names: readonly string[]): Cleanup | 'none' | null {
  const all = states ? cleanupsOf(states) : {};
  const name = names.find((one) => Object.hasOwn(all, one));
  const written = name === undefined ? undefined : all[name];
  if (written === 'none') return 'none';
  if (!isObject(written)) return null;
  return {
    headers: texts(written.headers),
    body: members(written.body),
    repeatable: isRepeatable('POST', texts(written.headers), written.repeatable),
    capture: members(written.capture),
    teardown: listed(written.teardown),
    recover: isObject(written.recover) ? written.recover : null,
  };
}

/** A step as written. */
export function readStep(written: JsonObject): RecipeStep {
  const name = METHODS.find((one) => typeof written[one] === 'string') ?? 'get';
  const method = name.toUpperCase();
  const headers = texts(written.headers);
  return {
    method,
    path: String(written[name] ?? ''),
    headers,
    body: written.body,
    each: typeof written.each === 'string' ? written.each : null,
    where: members(written.where),
    capture: members(written.capture),
    repeatable: isRepeatable(method, headers, written.repeatable),
    recover: isObject(written.recover) ? written.recover : null,
    undone: Array.isArray(written.undone) ? written.undone : [],
  };
}

/** By what is written; else a PUT (RFC 9110, 9.2.2), or a call with a key of ours in a header for that very purpose. */
function isRepeatable(method: string, headers: Record<string, string>, said: Json | undefined): boolean {
  if (typeof said === 'boolean') return said;
  const keyed = Object.entries(headers).some(
    ([name, value]) => /idempoten/i.test(name) && value.includes(`\${run.id}`),
  );
  return keyed || method === 'PUT';
}

function listed(written: Json | undefined): JsonObject[] {
  return Array.isArray(written) ? written.filter(isObject) : [];
}

function members(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function texts(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(members(value)).map(([name, one]) => [name, String(one)]));
}
