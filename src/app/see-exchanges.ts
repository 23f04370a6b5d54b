import type { SeenExchange } from '../core/drift/assess/types.ts';
import { asPending } from '../core/drift/pending.ts';
import { classify } from '../core/exchange/classify.ts';
import { type ConformResult, createConformance } from '../core/exchange/conform.ts';
import type { Exchange, LiveInteraction, LiveObservation } from '../core/exchange/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { mismatchDifferences } from '../core/pact/mismatch.ts';
import type { Pact, PactInteraction } from '../core/pact/types.ts';
import type { Ports } from './ports.ts';

/**
 * Holds every call to an operation against the baseline and, where it moved, the published document, and
 * against the pact whose interaction it served. What says nothing about the contract is classified first.
 */
export function seeExchanges(
  ports: Pick<Ports, 'validators'>,
  observation: LiveObservation,
  baseline: ApiDocument,
  published: ApiDocument | null,
  pacts: readonly Pact[],
): SeenExchange[] {
  const moved = published && published.hash !== baseline.hash ? published : null;
  const byBaseline = createConformance(baseline, ports.validators(baseline), moved);
  const byPublished = moved && createConformance(moved, ports.validators(moved), baseline);
  const calls = observation.exchanges.filter(({ purpose }) => CALLS.has(purpose));
  const results = new Map(calls.map((exchange) => [exchange.id, byBaseline.conform(exchange)]));
  const assessments = classify(observation, { conform: results, document: baseline });
  return calls.flatMap((exchange) => {
    const assessment = assessments.get(exchange.id);
    const result = results.get(exchange.id);
    if (!assessment || !result) return [];
    return {
      exchange,
      assessment,
      baseline: result,
      published: byPublished?.conform(exchange) ?? null,
      ...servedBy(exchange, result, { observation, pacts, baseline }),
    };
  });
}

/** Calls to operations; those that prepare a state show what an answer looks like as well as any. */
const CALLS: ReadonlySet<Exchange['purpose']> = new Set<Exchange['purpose']>(['interaction', 'use', 'state']);

function servedBy(
  exchange: Exchange,
  result: ConformResult,
  on: { observation: LiveObservation; pacts: readonly Pact[]; baseline: ApiDocument },
): Pick<SeenExchange, 'interaction' | 'mismatches' | 'pending'> {
  const live = on.observation.interactions.find(({ number }) => number === exchange.interaction);
  if (!live || exchange.purpose !== 'interaction') return { interaction: null, mismatches: [] };
  const interaction = interactionOf(live, on.pacts);
  const found = interaction ? mismatchDifferences(interaction, live, result.operation, on.baseline) : [];
  return {
    interaction: { pact: live.pact, interaction: live.description },
    mismatches: live.pending ? found.map(asPending) : found,
    ...(live.pending ? { pending: true } : {}),
  };
}

/** Interactions are numbered over all pacts in file order. */
export function interactionOf(live: LiveInteraction, pacts: readonly Pact[]): PactInteraction | null {
  return pacts.flatMap((pact) => pact.interactions)[live.number] ?? null;
}
