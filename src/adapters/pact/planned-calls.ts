import type { LivePlan } from '../../app/ports.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import type { PlannedUse } from './exercise-uses.ts';
import type { Numbered } from './numbered.ts';
import { type RecipeStep, recipeOf } from './recipe.ts';

/**
 * The calls that a look would make, one line each: method, address, what for. Values that only an answer gives stay
 * as `${name}`. Nothing is called.
 */
export function* plannedCalls(
  plan: LivePlan,
  interactions: readonly Numbered[],
  uses: readonly PlannedUse[],
): Generator<string> {
  const { agreement, environment, states } = plan;
  const published = environment.published ?? agreement.openapi.published;
  if (published && /^https?:/i.test(published)) yield `GET ${published}  their document`;
  const token = tokenUrl(plan);
  if (token !== null) yield `POST ${token}  a token`;
  for (const { interaction } of interactions) {
    for (const state of interaction.states) {
      const recipe = recipeOf(states, state.name);
      if (!recipe) continue;
      const what = `state "${state.name}"`;
      if (recipe.find) yield line(plan, recipe.find, `${what}, find`);
      if (environment.mode === 'read-only') continue;
      for (const step of recipe.make) yield line(plan, step, `${what}, make if not found`);
      for (const step of recipe.teardown) yield line(plan, step, `${what}, undo if made`);
    }
    const { method, path } = interaction.request;
    yield line(plan, { method, path }, `interaction "${interaction.description}"`);
  }
  for (const use of uses) {
    if (!('request' in use)) continue;
    const { path, query } = use.request;
    yield line(
      plan,
      { method: use.operation.method, path: query ? `${path}?${query}` : path },
      `use ${use.key}`,
    );
  }
}

function line(plan: LivePlan, call: Pick<RecipeStep, 'method' | 'path'>, what: string): string {
  return `${call.method} ${plan.environment.url}${call.path}  ${what}`;
}

/** Where a token would be asked for; null where none is needed. */
function tokenUrl({ environment: { auth, url }, baseline }: LivePlan): string | null {
  if (auth?.kind !== 'oauth2' && auth?.kind !== 'document') return null;
  const own = auth.kind === 'oauth2' ? auth.tokenUrl : null;
  const written =
    own ??
    Object.values(baseline.securitySchemes)
      .map(clientCredentials)
      .find((one) => one !== null);
  return written === undefined ? null : (URL.parse(written, `${url}/`)?.href ?? written);
}

function clientCredentials({ flows }: JsonObject): string | null {
  const flow = isObject(flows) ? flows.clientCredentials : undefined;
  return isObject(flow) && typeof flow.tokenUrl === 'string' ? flow.tokenUrl : null;
}
