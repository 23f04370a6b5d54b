import { isObject, type Json, type JsonObject } from '../../core/json.ts';

/** One call of a recipe, as written. */
export interface RecipeStep {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Json | undefined;
  where: JsonObject;
  capture: JsonObject;
}

/** How one provider state is had through the partner's public API. */
export interface Recipe {
  find: RecipeStep | null;
  make: RecipeStep[];
  teardown: RecipeStep[];
  returns: JsonObject;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/** The recipe of a state in `states.yaml` (already checked), or null where it has none. */
export function recipeOf(states: JsonObject | null, name: string): Recipe | null {
  const written = states && Object.hasOwn(states, name) ? states[name] : undefined;
  if (!isObject(written)) return null;
  return {
    find: isObject(written.find) ? step(written.find) : null,
    make: steps(written.make),
    teardown: steps(written.teardown),
    returns: members(written.returns),
  };
}

function steps(written: Json | undefined): RecipeStep[] {
  return Array.isArray(written) ? written.filter(isObject).map(step) : [];
}

function step(written: JsonObject): RecipeStep {
  const method = METHODS.find((name) => typeof written[name] === 'string') ?? 'get';
  const headers = Object.entries(members(written.headers)).map(([name, value]) => [name, String(value)]);
  return {
    method: method.toUpperCase(),
    path: String(written[method] ?? ''),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: written.body,
    where: members(written.where),
    capture: members(written.capture),
  };
}

function members(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
