import { nextStep } from '../../exchange/classify.ts';
import type { Failure } from '../../exchange/types.ts';
import type { Coverage, NotVerified, SourceName } from '../finding.ts';
import type { AssessInput, SeenExchange } from './types.ts';

/** Everything that was due and could not be seen, each with its class and who does what about it. */
export function notVerifiedOf(input: AssessInput): NotVerified[] {
  const record = (
    source: SourceName,
    failure: Failure,
    interaction: string | null,
    operation: string | null,
  ) => ({
    partner: input.agreement.partner,
    environment: input.environment,
    source,
    class: failure.class,
    interaction,
    operation,
    detail: failure.detail,
    next: nextStep(failure).text,
  });
  const unseen: NotVerified[] = [];
  if (input.published.kind === 'unread')
    unseen.push(record('documents', input.published.failure, null, null));
  const { observation } = input;
  if (!observation) return unseen;
  const hidden = exchangeFailures(input);
  for (const one of observation.interactions) {
    const failure = hidden.interactions.get(one.number) ?? one.failure;
    if (failure) unseen.push(record('live', failure, one.description, null));
  }
  for (const use of observation.uses) {
    const failure = hidden.uses.get(use.operation) ?? use.failure;
    if (failure) unseen.push(record('live', failure, null, use.operation));
  }
  const told = unseen.some((one) => one.source === 'live');
  if (observation.failure && !told) unseen.push(record('live', observation.failure, null, null));
  return unseen;
}

/** How much of what we use this look really judged, and what it left out on purpose. */
export function coverageOf(input: AssessInput): Coverage {
  const skipped = { mode: 0, budget: 0, doNotCall: 0 };
  const { observation } = input;
  if (!observation) return { used: input.usage.operations.length, exercised: 0, skipped };
  const hidden = exchangeFailures(input);
  let exercised = 0;
  for (const one of observation.interactions) {
    if (one.skipped) skipped[one.skipped]++;
    else if (one.outcome !== 'not-verified' && !hidden.interactions.has(one.number)) exercised++;
  }
  for (const use of observation.uses) {
    if (use.skipped) skipped[use.skipped]++;
    else if (use.outcome === 'exercised' && !hidden.uses.has(use.operation)) exercised++;
  }
  return { used: observation.interactions.length + observation.uses.length, exercised, skipped };
}

/** Why an exchange says nothing: an outage, or a document that is too hard to hold its whole answer against. */
function unjudged({ assessment, baseline }: SeenExchange): Failure | null {
  if (assessment.kind === 'not-verified') return assessment.failure;
  const whole = baseline.undecided.find(
    ({ subject }) => subject.section === 'response' && subject.location === '',
  );
  return whole?.failure ?? null;
}

/** Failures that only the classifier saw: an answer came, but it says nothing about the contract. */
function exchangeFailures(input: AssessInput): {
  interactions: Map<number, Failure>;
  uses: Map<string, Failure>;
} {
  const interactions = new Map<number, Failure>();
  const uses = new Map<string, Failure>();
  for (const one of input.seen) {
    const { exchange } = one;
    const failure = unjudged(one);
    if (!failure) continue;
    if (exchange.purpose === 'interaction' && exchange.interaction !== null) {
      interactions.set(exchange.interaction, failure);
    }
    if (exchange.purpose === 'use' && exchange.use !== null) uses.set(exchange.use, failure);
  }
  return { interactions, uses };
}
