import type { PartnerClient } from '../../app/ports.ts';
import {
  captureFrom,
  fillIn,
  firstFitting,
  fitsWhere,
  NotKnown,
  NotUsable,
} from '../../core/carried/fill-in.ts';
import type { Exchange, Failure } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ProviderState } from '../../core/pact/types.ts';
import type { LendFixture } from './lend-fixture.ts';
import { type MadeRecords, type Making, NotWrittenDown } from './made-records.ts';
import { type Recipe, type RecipeStep, recipeOf } from './recipe.ts';
import { callOf } from './recipe-call.ts';

/** What became of a state: the values for the pact's generators, or why it cannot be had. */
export type PreparedState = { ok: true; returns: JsonObject } | { ok: false; failure: Failure };

/** Prepares provider states by recipe. `state` names one state of one interaction. */
export interface StateRecipes {
  prepare(interaction: number, state: ProviderState): Promise<PreparedState>;
  /** Undoes what `prepare` made for the interaction, and gives back what was lent; what was found is left alone. */
  tearDown(interaction: number, state: ProviderState): Promise<void>;
  /** Tears down all that nobody asked to tear down. */
  tearDownAll(): Promise<void>;
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

/** What a state that was prepared stands on. */
interface Prepared {
  of: string;
  making: Making | null;
  giveBack: (() => Promise<void>) | null;
}

/**
 * Runs the recipes of `states.yaml`: *lease* first where there is one, *find*, and *make* where nothing fits and
 * `mayMake`. A state without a recipe is taken to hold. An outage while preparing keeps its own class; everything else
 * is `state-missing` with the step and its status.
 */
export function createStateRecipes(options: {
  states: JsonObject | null;
  mayMake: boolean;
  client: Pick<PartnerClient, 'call'>;
  made: Pick<MadeRecords, 'begin'>;
  lend: LendFixture;
}): StateRecipes {
  const { client, made, lend, mayMake } = options;
  const prepared: Prepared[] = [];

  const find = async (
    interaction: number,
    step: RecipeStep,
    known: JsonObject,
  ): Promise<JsonObject | null> => {
    const answer = await client.call(callOf(step, known, 'state', interaction));
    const { response } = exchangeOf(answer, 'find');
    const status = response?.status ?? 0;
    if (status === 404 || status === 410) return null;
    if (status < 200 || status > 299) throw new StepFailed(refused('find', status));
    const found = firstFitting(response?.body, step, known);
    return found && captureFrom(found.value, step.capture);
  };

  const make = async (
    interaction: number,
    recipe: Recipe,
    params: JsonObject,
    making: Making,
  ): Promise<JsonObject> => {
    const marked = { 'run.id': making.id };
    let known: JsonObject = { ...params };
    for (const [index, step] of recipe.make.entries()) {
      const name = `make step ${index + 1}`;
      const call = callOf(step, { ...known, ...marked }, 'state', interaction);
      const { method, path, query, headers, body } = call;
      const again = { method, path, query, headers, body: body as string | null, capture: step.capture };
      const { answer, captured } = await making.send(
        () => client.call(call),
        step.repeatable ? again : null,
        ({ exchange }) => captureFrom(exchange.response?.body, step.capture),
        step.recover,
      );
      const { response } = exchangeOf(answer, name);
      const status = response?.status ?? 0;
      if (status < 200 || status > 299) throw new StepFailed(refused(name, status));
      if (!fitsWhere(response?.body, step.where, { ...known, ...marked }))
        throw new StepFailed(missing(`${name}: the answer does not fit`));
      known = { ...known, ...captured };
    }
    return { ...known, ...marked };
  };

  /** Lends, finds or makes, and notes what has to be undone as soon as there is something. */
  const have = async (
    interaction: number,
    state: ProviderState,
    recipe: Recipe,
    note: Prepared,
  ): Promise<JsonObject> => {
    const undo = { teardown: recipe.teardown, recover: recipe.recover };
    const begin = () => made.begin({ kind: 'state', state: state.name, params: state.params, undo });
    let known = state.params;
    if (recipe.pool) {
      const lent = await lend(recipe.pool).catch((error) => {
        throw new NotWrittenDown(error);
      });
      if (!lent) throw new StepFailed(missing('lease: other looks have all of the pool'));
      note.giveBack = lent.giveBack;
      known = { ...known, ...lent.values };
    }
    const found = recipe.find && (await find(interaction, recipe.find, known));
    if (found) known = { ...known, ...found };
    else if (recipe.find && recipe.make.length === 0)
      throw new StepFailed(missing('find: nothing there fits'));
    if (recipe.pool && mayMake) {
      note.making = begin();
      await note.making.lent(known);
    }
    if (found || recipe.make.length === 0) return known;
    if (!mayMake) throw new StepFailed(missing('nothing there fits, and nothing may be made here'));
    note.making = begin();
    return make(interaction, recipe, known, note.making);
  };

  const tearDown = async (one: Prepared): Promise<void> => {
    await one.making?.undo();
    // What cannot be given back comes back by itself.
    await one.giveBack?.().catch(() => undefined);
  };

  return {
    prepare: async (interaction, state) => {
      const recipe = recipeOf(options.states, state.name);
      if (!recipe) return { ok: true, returns: {} };
      const note: Prepared = { of: keyOf(interaction, state), making: null, giveBack: null };
      prepared.push(note);
      try {
        const known = await have(interaction, state, recipe, note);
        return { ok: true, returns: fillIn(recipe.returns, known) as JsonObject };
      } catch (error) {
        if (error instanceof StepFailed) return { ok: false, failure: error.failure };
        if (error instanceof NotKnown || error instanceof NotUsable || error instanceof NotWrittenDown)
          return { ok: false, failure: missing(error.message) };
        throw error;
      }
    },
    tearDown: async (interaction, state) => {
      const at = prepared.findLastIndex(({ of }) => of === keyOf(interaction, state));
      for (const one of at < 0 ? [] : prepared.splice(at, 1)) await tearDown(one);
    },
    tearDownAll: async () => {
      for (const one of prepared.splice(0).reverse()) await tearDown(one);
    },
  };
}

function keyOf(interaction: number, state: ProviderState): string {
  return JSON.stringify([interaction, state.name, state.params]);
}

function exchangeOf(answer: Awaited<ReturnType<PartnerClient['call']>>, name: string): Exchange {
  if (!answer.sent) throw new StepFailed(missing(`${name}: not called (${answer.skipped})`));
  if (answer.exchange.failure) throw new StepFailed(answer.exchange.failure);
  return answer.exchange;
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
