import type { Pact } from '../core/pact/types.ts';
import type { CheckOutcome } from './check-report.ts';
import type { BrokeredPact, PactResult } from './pact-broker.ts';

/** Digits of a document's hash that name its version. */
const DIGITS = 12;

/**
 * What a look is to tell a broker: of each of its pacts that was judged whole, in one look, without a failure that
 * still waits to be seen again. A version is the environment with the partner's document, or with the day where none
 * was read: `sandbox.4f1c0de2a9b3`, `sandbox.2026-11-22`.
 *
 * @param pacts all of the look, in the order in which their interactions were numbered.
 */
export function pactResults(
  { look, decision, judged = [] }: CheckOutcome,
  pacts: readonly Pact[],
  brokered: readonly BrokeredPact[],
): PactResult[] {
  const { environment } = look;
  if (environment === null) return [];
  const version = `${environment}.${look.published?.slice(0, DIGITS) ?? look.at.slice(0, 10)}`;
  const byNumber = new Map(judged.map((one) => [one.number, one]));
  const waiting = new Set(
    decision.findings
      .filter(({ state }) => state === 'suspected')
      .flatMap(({ affects }) => affects.map(({ pact }) => pact)),
  );
  let first = 0;
  return pacts.flatMap((pact) => {
    const from = first;
    first += pact.interactions.length;
    const one = brokered.find((other) => other.pact === pact);
    if (!one?.results || pact.interactions.length === 0 || waiting.has(pact.name) || isPartly(pact))
      return [];
    const live = pact.interactions.flatMap((_, at) => byNumber.get(from + at) ?? []);
    if (live.length < pact.interactions.length) return [];
    const interactions = live.map(({ outcome, mismatches }, at) => ({
      index: pact.interactions[at]?.index ?? at,
      success: outcome === 'passed',
      mismatches,
    }));
    return [{ brokered: one, version, interactions }];
  });
}

/** True where the pact holds what a replay of its calls does not judge. */
function isPartly({ messages, left }: Pact): boolean {
  return messages.length + left.synchronous + left.other > 0;
}
