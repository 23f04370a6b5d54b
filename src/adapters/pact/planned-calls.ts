import type { Compensation } from '../../app/look-memory.ts';
import type { LivePlan } from '../../app/ports.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import type { PactInteraction } from '../../core/pact/types.ts';
import { cleanupFor, makes } from './cleanup-interactions.ts';
import type { PlannedUse } from './exercise-uses.ts';
import type { Numbered } from './numbered.ts';
import { type RecipeStep, readStep, recipeOf } from './recipe.ts';

/**
 * The calls that a look would make, one line each: method, address, what for; and what it would make at the partner.
 * Values that only an answer gives stay as `${name}`. Nothing is called.
 *
 * @param open what earlier looks have left to undo.
 */
export function* plannedCalls(
  plan: LivePlan,
  interactions: readonly Numbered[],
  uses: readonly PlannedUse[],
  open: readonly Compensation[] = [],
): Generator<string> {
  const { agreement, environment } = plan;
  const published = environment.published ?? agreement.openapi.published;
  if (published && /^https?:/i.test(published)) yield `GET ${published}  their document`;
  const token = tokenUrl(plan);
  if (token !== null) yield `POST ${token}  a token`;
  for (const entry of environment.mode === 'full' ? open : []) {
    for (const step of entry.undo.teardown)
      yield line(plan, readStep(step), `undo what was left on ${entry.at.slice(0, 10)}: "${entry.state}"`);
  }
  for (const { interaction } of interactions) {
    for (const state of interaction.states) yield* stateLines(plan, state.name);
    yield* interactionLines(plan, interaction);
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
  yield* whatStays(plan, interactions);
}

function* stateLines(plan: LivePlan, name: string): Generator<string> {
  const recipe = recipeOf(plan.states, name);
  if (!recipe) return;
  const what = `state "${name}"`;
  if (recipe.pool) yield `(no call)  ${what}, one of ${recipe.pool.length} lent`;
  if (recipe.find) yield line(plan, recipe.find, `${what}, find`);
  if (plan.environment.mode === 'read-only') return;
  for (const step of recipe.make) yield line(plan, step, `${what}, make if not found`);
  const when = recipe.pool ? 'afterwards' : 'undo if made';
  for (const step of recipe.teardown) yield line(plan, readStep(step), `${what}, ${when}`);
}

function* interactionLines(plan: LivePlan, interaction: PactInteraction): Generator<string> {
  const { method, path } = interaction.request;
  const what = `interaction "${interaction.description}"`;
  yield line(plan, { method, path }, what);
  const cleanup = makes(interaction) ? cleanupFor(plan, interaction) : null;
  if (!cleanup || cleanup === 'none') return;
  for (const step of cleanup.teardown) yield line(plan, readStep(step), `${what}, undo`);
}

/** What would be made or changed at the partner and nothing would undo. */
function* whatStays(plan: LivePlan, interactions: readonly Numbered[]): Generator<string> {
  if (plan.environment.mode !== 'full') return;
  const names = new Set<string>();
  for (const { interaction } of interactions) {
    if (makes(interaction) && cleanupFor(plan, interaction) === null)
      names.add(`interaction "${interaction.description}"`);
    for (const { name } of interaction.states) {
      const recipe = recipeOf(plan.states, name);
      if (recipe && recipe.make.length > 0 && recipe.teardown.length === 0) names.add(`state "${name}"`);
    }
  }
  const place = `${plan.agreement.partner} ${plan.environment.name}`;
  for (const name of names)
    yield `STAYS at ${place}: nothing in states.yaml undoes what ${name} makes or changes`;
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
