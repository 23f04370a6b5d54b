import type { JsonObject } from '../../core/json.ts';
import type { Pact, PactInteraction } from '../../core/pact/types.ts';

/** The header that carries an interaction's number from the verifier to the proxy, which strips it. */
export const NUMBER_HEADER = 'x-forewarn-interaction';

/** An interaction with its number within the look. */
export interface Numbered {
  number: number;
  pact: Pact;
  interaction: PactInteraction;
}

/** Numbers all HTTP interactions from 0: over all pacts, in file order. */
export function numberInteractions(pacts: readonly Pact[]): Numbered[] {
  return pacts
    .flatMap((pact) => pact.interactions.map((interaction) => ({ pact, interaction })))
    .map((one, number) => ({ number, ...one }));
}

/**
 * A copy of a pact for the verifier, with the given interactions only. Each carries its number in a header and as its
 * description, and its states are named `number/position`: so results and state changes find their interaction
 * whatever the pact calls them, duplicates too.
 */
export function numberedCopy(pact: Pact, chosen: readonly Numbered[]): JsonObject {
  return {
    consumer: { name: pact.consumer },
    provider: { name: pact.provider },
    interactions: chosen.map((one) => numberedInteraction(one)),
    metadata: { pactSpecification: { version: `${pact.specification}.0.0` } },
  };
}

/** The number that a description of a copy stands for; null for any other. */
export function numberOf(description: string): number | null {
  const found = /^#(\d+)$/.exec(description);
  return found ? Number(found[1]) : null;
}

/** The interaction and the position of its state that a state's name in a copy stands for. */
export function stateOf(name: string): { number: number; position: number } | null {
  const found = /^(\d+)\/(\d+)$/.exec(name);
  return found ? { number: Number(found[1]), position: Number(found[2]) } : null;
}

function numberedInteraction({ number, pact, interaction }: Numbered): JsonObject {
  const all = pact.raw.interactions as JsonObject[];
  const {
    providerState: _one,
    provider_state: _old,
    providerStates: _many,
    // Left out: a pending interaction that fails would not be told apart from one that passes.
    pending: _pending,
    key: _key,
    ...kept
  } = all[interaction.index] as JsonObject;
  const request = kept.request as JsonObject;
  const headers = (request.headers ?? {}) as JsonObject;
  return {
    ...kept,
    description: `#${number}`,
    ...statesFor(number, pact, interaction),
    request: {
      ...request,
      headers: { ...headers, [NUMBER_HEADER]: pact.specification === 4 ? [String(number)] : String(number) },
    },
  };
}

function statesFor(number: number, pact: Pact, interaction: PactInteraction): JsonObject {
  if (interaction.states.length === 0) return {};
  if (pact.specification < 3) return { providerState: `${number}/0` };
  return {
    providerStates: interaction.states.map(({ params }, position) => ({
      name: `${number}/${position}`,
      params,
    })),
  };
}
