import type { Failure } from '../../exchange/types.ts';
import type { AssessInput, SeenExchange } from './types.ts';

/** Failures that only the classifier saw: an answer came, but it says nothing about the contract. */
export interface HiddenFailures {
  /** By interaction number. */
  interactions: ReadonlyMap<number, Failure>;
  /** By operation key. */
  uses: ReadonlyMap<string, Failure>;
}

/**
 * Why interactions and uses were not verified although they were answered. Where a record could not be had, the cause is
 * what the call that looked for it ran into, if that says nothing either.
 */
export function hiddenFailures({ seen, observation }: AssessInput): HiddenFailures {
  const interactions = new Map<number, Failure>();
  const uses = new Map<string, Failure>();
  const preparing = new Map<number, Failure>();
  for (const one of seen) {
    const { purpose, interaction, use, triedAgain } = one.exchange;
    const failure = unjudged(one);
    if (!failure || triedAgain !== undefined) continue;
    if (purpose === 'interaction' && interaction !== null) interactions.set(interaction, failure);
    if (purpose === 'state' && interaction !== null && failure.class !== 'state-missing')
      preparing.set(interaction, failure);
    if (purpose === 'use' && use !== null) uses.set(use, failure);
  }
  for (const { number, failure } of observation?.interactions ?? []) {
    const cause = preparing.get(number);
    if (failure && cause && !interactions.has(number)) interactions.set(number, cause);
  }
  return { interactions, uses };
}

/** What pacts did on live, but for interactions whose answers say nothing: an outage is no failing pact. */
export function withSight(input: AssessInput): AssessInput {
  const { interactions } = hiddenFailures(input);
  const hidden = new Set(
    (input.observation?.interactions ?? [])
      .filter(({ number }) => interactions.has(number))
      .map(({ pact, description }) => `${pact} ${description}`),
  );
  const fits = input.fits.map((fit) =>
    hidden.has(`${fit.pact} ${fit.interaction}`) ? { ...fit, livePasses: null } : fit,
  );
  return { ...input, fits };
}

/** Why an exchange says nothing: an outage, or a document that is too hard to hold its whole answer against. */
function unjudged({ assessment, baseline }: SeenExchange): Failure | null {
  if (assessment.kind === 'not-verified') return assessment.failure;
  const whole = baseline.undecided.find(
    ({ subject }) => subject.section === 'response' && subject.location === '',
  );
  return whole?.failure ?? null;
}
