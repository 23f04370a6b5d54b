import type { JourneyStep } from '../agreement/types.ts';
import { fillIn } from '../carried/fill-in.ts';
import type { Json, JsonObject } from '../json.ts';
import { matchOperation } from '../openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import type { Pact, PactInteraction } from '../pact/types.ts';
import { declaredOperation } from '../usage/usage-of.ts';
import { useRequest } from '../usage/use-request.ts';
import { withStateValues } from './state-values.ts';

/** The call of a step, or why there is none, in our words. */
export type StepRequest =
  | {
      ok: true;
      operation: Operation;
      path: string;
      query: string;
      headers: Record<string, string>;
      body: Json | undefined;
    }
  | { ok: false; why: string };

/** What a step is about: an operation of the agreed document, or why there is none. */
export type StepOperation =
  | { ok: true; operation: Operation; pact: { pact: Pact; interaction: PactInteraction } | null }
  | { ok: false; why: string };

/** The operation that a step names, or that of the pact's interaction. */
export function stepOperation(
  step: JourneyStep,
  on: { document: ApiDocument; pacts: readonly Pact[] },
): StepOperation {
  const asked = step.interaction === null ? null : interactionOf(on.pacts, step.interaction);
  if (step.interaction !== null && !asked) return { ok: false, why: 'no pact has this interaction' };
  const operation = asked
    ? matchOperation(on.document, asked.interaction.request.method, asked.interaction.request.path)?.operation
    : declaredOperation(on.document, step.operation ?? '');
  return operation
    ? { ok: true, operation, pact: asked }
    : { ok: false, why: 'the agreed document has no such operation' };
}

/**
 * The call that a step makes: that of its operation, with the values of the pact's interaction where the step gives
 * none.
 *
 * @param known values captured by earlier steps, and `run.id` where the step makes something.
 * @param returns what the interaction's provider states returned: they take the place of the pact's examples, and stand
 *   for parameters of the same name.
 * @throws NotKnown for a `${name}` that is not among them. @throws NotUsable for a value that leads to another path.
 */
export function stepRequest(
  step: JourneyStep,
  { operation, pact }: StepOperation & { ok: true },
  document: ApiDocument,
  known: JsonObject,
  returns: JsonObject,
): StepRequest {
  const all = { ...known, ...returns };
  const asked = pact && withStateValues(pact.pact, pact.interaction, returns);
  const match = asked && matchOperation(document, asked.method, asked.path);
  const written = fillIn(step.with?.parameters ?? {}, all) as Record<string, string | number | boolean>;
  const stranger = Object.keys(written).find(
    (name) => !operation.parameters.some((one) => one.name === name),
  );
  if (stranger !== undefined) return { ok: false, why: `the operation has no parameter ${stranger}` };
  const parameters = {
    ...(match ? match.pathParams : {}),
    ...(asked ? queryOf(asked) : {}),
    ...returnedFor(operation, returns),
    ...written,
  };
  const use = { operation: operation.key, with: parameters, fields: [] };
  const request = useRequest(document, operation, use);
  if (!request.ok)
    return { ok: false, why: `no value for ${request.missing.join(', ')}: name it under \`with\`` };
  const own = fillIn(step.with?.headers ?? {}, all) as Record<string, string>;
  const template = step.with?.body ?? asked?.body;
  const body = template === undefined ? undefined : fillIn(template, all);
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { ...request.headers, accept: 'application/json', ...type, ...lowerCase(own) };
  return { ok: true, operation, path: request.path, query: request.query, headers, body };
}

function interactionOf(
  pacts: readonly Pact[],
  description: string,
): { pact: Pact; interaction: PactInteraction } | null {
  for (const pact of pacts) {
    const interaction = pact.interactions.find((one) => one.description === description);
    if (interaction) return { pact, interaction };
  }
  return null;
}

function queryOf({ query }: PactInteraction['request']): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values[0] ?? '']));
}

/** What states returned under the name of a parameter. */
function returnedFor(operation: Operation, returns: JsonObject): Record<string, string | number | boolean> {
  const names = operation.parameters.map(({ name }) => name).filter((name) => Object.hasOwn(returns, name));
  return Object.fromEntries(
    names.map((name) => [name, returns[name]]).filter(([, value]) => typeof value !== 'object'),
  );
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
