import type { PartnerClient } from '../../app/ports.ts';
import type { Exchange, Failure } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ProviderState } from '../../core/pact/types.ts';
import { type Recipe, type RecipeStep, recipeOf } from './recipe.ts';
import { captureFrom, fillIn, fillInPath, fitsWhere, NotKnown } from './recipe-values.ts';

/** What became of a state: the values for the pact's generators, or why it cannot be had. */
export type PreparedState = { ok: true; returns: JsonObject } | { ok: false; failure: Failure };

/** Prepares provider states by recipe. `state` names one state of one interaction. */
export interface StateRecipes {
  prepare(interaction: number, state: ProviderState): Promise<PreparedState>;
  /** Undoes what `prepare` made for the interaction; what was found is left alone. */
  tearDown(interaction: number, state: ProviderState): Promise<void>;
}

/** Something that a step could not do. */
class StepFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.detail);
    this.name = 'StepFailed';
    this.failure = failure;
  }
}

/**
 * Runs the recipes of `states.yaml`: *find* first, and *make* where nothing fits and `mayMake`. A state without a
 * recipe is taken to hold. An outage while preparing keeps its own class; everything else is `state-missing` with
 * the step and its status.
 */
export function createStateRecipes(options: {
  states: JsonObject | null;
  mayMake: boolean;
  client: Pick<PartnerClient, 'call'>;
}): StateRecipes {
  const made = new Map<string, JsonObject>();

  const run = async (
    interaction: number,
    step: RecipeStep,
    known: JsonObject,
    name: string,
  ): Promise<Exchange> => {
    const body = step.body === undefined ? null : JSON.stringify(fillIn(step.body, known));
    const answer = await options.client.call({
      purpose: 'state',
      interaction,
      use: null,
      method: step.method,
      ...fillInPath(step.path, known),
      headers: {
        accept: 'application/json',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(fillIn(step.headers, known) as Record<string, string>),
      },
      body,
      expectedStatus: null,
    });
    if (!answer.sent) throw new StepFailed(missing(`${name}: not called (${answer.skipped})`));
    return answer.exchange;
  };

  const find = async (
    interaction: number,
    step: RecipeStep,
    known: JsonObject,
  ): Promise<JsonObject | null> => {
    const { failure, response } = await run(interaction, step, known, 'find');
    const status = response?.status ?? 0;
    if (failure) throw new StepFailed(failure);
    if (status === 404 || status === 410) return null;
    if (status < 200 || status > 299) throw new StepFailed(refused('find', status));
    if (!fitsWhere(response?.body, step.where, known)) return null;
    return captureFrom(response?.body, step.capture);
  };

  const make = async (interaction: number, recipe: Recipe, params: JsonObject): Promise<JsonObject> => {
    const known = { ...params };
    for (const [index, step] of recipe.make.entries()) {
      const name = `make step ${index + 1}`;
      const { failure, response } = await run(interaction, step, known, name);
      const status = response?.status ?? 0;
      if (failure) throw new StepFailed(failure);
      if (status < 200 || status > 299) throw new StepFailed(refused(name, status));
      if (!fitsWhere(response?.body, step.where, known)) {
        throw new StepFailed(missing(`${name}: the answer does not fit`));
      }
      Object.assign(known, captureFrom(response?.body, step.capture));
    }
    return known;
  };

  const have = async (interaction: number, state: ProviderState, recipe: Recipe): Promise<JsonObject> => {
    const found = recipe.find && (await find(interaction, recipe.find, state.params));
    if (found) return { ...state.params, ...found };
    if (recipe.make.length === 0) {
      if (recipe.find) throw new StepFailed(missing('find: nothing there fits'));
      return state.params;
    }
    if (!options.mayMake) throw new StepFailed(missing('nothing there fits, and nothing may be made here'));
    const known = await make(interaction, recipe, state.params);
    made.set(keyOf(interaction, state), known);
    return known;
  };

  return {
    prepare: async (interaction, state) => {
      const recipe = recipeOf(options.states, state.name);
      if (!recipe) return { ok: true, returns: {} };
      try {
        const known = await have(interaction, state, recipe);
        return { ok: true, returns: fillIn(recipe.returns, known) as JsonObject };
      } catch (error) {
        if (error instanceof StepFailed) return { ok: false, failure: error.failure };
        if (error instanceof NotKnown) return { ok: false, failure: missing(error.message) };
        throw error;
      }
    },
    tearDown: async (interaction, state) => {
      const known = made.get(keyOf(interaction, state));
      const recipe = recipeOf(options.states, state.name);
      if (!known || !recipe) return;
      made.delete(keyOf(interaction, state));
      for (const [index, step] of recipe.teardown.entries()) {
        try {
          await run(interaction, step, known, `teardown step ${index + 1}`);
        } catch (error) {
          // The interaction itself was judged; what a teardown could not do is seen in its exchange.
          if (!(error instanceof StepFailed) && !(error instanceof NotKnown)) throw error;
        }
      }
    },
  };
}

function keyOf(interaction: number, state: ProviderState): string {
  return JSON.stringify([interaction, state.name, state.params]);
}

function refused(step: string, status: number): Failure {
  const detail = `${step}: HTTP ${status}`;
  if (status >= 500) return { class: 'server-error', detail };
  if (status === 401) return { class: 'credentials', detail };
  if (status === 403) return { class: 'permission', detail };
  return missing(detail);
}

function missing(detail: string): Failure {
  return { class: 'state-missing', detail };
}
