import type { JourneyPlace } from '../../app/walk-journey.ts';
import type { JourneyStep } from '../../core/agreement/types.ts';
import { stepOperation } from '../../core/journey/step-request.ts';
import type { JsonObject } from '../../core/json.ts';
import { MAKES } from './cleanup-interactions.ts';
import { cleanupOf, readStep, recipeOf } from './recipe.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The calls that a step of a journey would make, a line each: the states of its interaction, its own, and what undoes
 * it. Values that only an answer gives stay as `{name}` and `${name}`. Nothing is called.
 *
 * @param what the step for people: `order, step 2`.
 */
export function* plannedSteps(what: string, step: JourneyStep, place: JourneyPlace): Generator<string> {
  const { environment, baseline, pacts, states } = place;
  const found = stepOperation(step, { document: baseline, pacts });
  if (!found.ok) return yield `(no call)  ${what}: ${found.why}`;
  const { operation, pact } = found;
  const { method } = operation;
  const mayMake = environment.mode === 'full';
  const path = pact?.interaction.request.path ?? operation.path;
  const line = (call: { method: string; path: string }, why: string) =>
    `${call.method} ${environment.url}${call.path}  ${why}`;
  if (!mayMake && !SAFE.has(method)) return yield `(no call)  ${what}: ${method} is not for read-only`;
  const names = [pact?.interaction.description, operation.key, operation.operationId];
  const all = [...names.flatMap((name) => name ?? []), `${method} ${operation.path}`];
  const undo = MAKES.has(method) ? (step.undo ?? teardownOf(states, all)) : 'none';
  if (undo === null) return yield `(no call)  ${what}: nothing says how what ${method} makes is undone`;
  for (const state of pact?.interaction.states ?? []) {
    const recipe = recipeOf(states, state.name);
    if (recipe?.find) yield line(recipe.find, `${what}, state "${state.name}", find`);
    for (const one of mayMake ? (recipe?.make ?? []) : [])
      yield line(one, `${what}, state "${state.name}", make if not found`);
    for (const one of mayMake ? (recipe?.teardown ?? []) : [])
      yield line(readStep(one), `${what}, state "${state.name}", undo`);
  }
  yield line({ method, path }, what);
  for (const one of undo === 'none' ? [] : undo) yield line(readStep(one), `${what}, undo`);
}

function teardownOf(states: JsonObject | null, names: readonly string[]): JsonObject[] | 'none' | null {
  const cleanup = cleanupOf(states, names);
  return cleanup === null || cleanup === 'none' ? cleanup : cleanup.teardown;
}
