import type { Failure, LiveInteraction } from '../../core/exchange/types.ts';
import { passedInteraction } from './live-interaction.ts';
import type { Numbered } from './numbered.ts';
import type { Unseen } from './recording-proxy.ts';
import type { Replay } from './verifier-child.ts';
import type { VerifierResult } from './verifier-results.ts';

/**
 * What became of each interaction. What the proxy knows comes first: an interaction that got no answer of the partner
 * is not verified, whatever the verifier made of the substitute. A server error that the pact does not ask for is an
 * outage.
 */
export function interactionOutcomes(
  interactions: readonly Numbered[],
  unseen: ReadonlyMap<number, Unseen>,
  replay: Replay,
): LiveInteraction[] {
  const results = new Map(replay.ok ? replay.results.map((result) => [result.number, result]) : []);
  const missing = replay.ok ? NOT_REPLAYED : replay.failure;
  return interactions.map((one) => {
    const why = unseen.get(one.number);
    if (why && 'skipped' in why) return skippedInteraction(one, why.skipped);
    const result = results.get(one.number);
    const failure = why?.failure ?? (result ? failureOf(result) : missing);
    if (failure || !result) return { ...base(one), outcome: 'not-verified', failure };
    return {
      ...base(one),
      outcome: result.outcome === 'passed' ? 'passed' : 'failed',
      mismatches: result.mismatches,
    };
  });
}

/** An interaction that was left out on purpose. */
export function skippedInteraction(
  one: Numbered,
  why: NonNullable<LiveInteraction['skipped']>,
): LiveInteraction {
  return { ...base(one), outcome: 'skipped', skipped: why };
}

const NOT_REPLAYED: Failure = {
  class: 'our-request',
  detail: 'the verifier could not replay this interaction',
};

function failureOf(result: VerifierResult): Failure | null {
  if (result.outcome === 'error') return NOT_REPLAYED;
  const status = result.mismatches.find(({ where }) => where === 'status')?.actual;
  return typeof status === 'number' && status >= 500
    ? { class: 'server-error', detail: `HTTP ${status}` }
    : null;
}

function base({ number, pact, interaction }: Numbered): LiveInteraction {
  return passedInteraction(number, pact, interaction);
}
