import type { LiveInteraction } from '../../core/exchange/types.ts';
import type { Pact } from '../../core/pact/types.ts';

/**
 * What is told of an interaction or a message of a pact, as it is where nothing is wrong with it.
 *
 * @param number within the look
 */
export function passedInteraction(
  number: number,
  pact: Pact,
  one: { description: string; pending?: true },
): LiveInteraction {
  return {
    number,
    pact: pact.name,
    description: one.description,
    outcome: 'passed',
    skipped: null,
    mismatches: [],
    failure: null,
    ...((pact.pending ?? one.pending) ? { pending: true } : {}),
  };
}
