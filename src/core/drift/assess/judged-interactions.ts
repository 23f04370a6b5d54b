import type { LiveInteraction } from '../../exchange/types.ts';
import { hiddenFailures } from './hidden-failures.ts';
import type { AssessInput } from './types.ts';

/** The interactions that passed or failed by an answer that says something about the contract. */
export function judgedInteractions(input: AssessInput): LiveInteraction[] {
  const { interactions: hidden } = hiddenFailures(input);
  return (input.observation?.interactions ?? []).filter(
    ({ number, outcome }) => (outcome === 'passed' || outcome === 'failed') && !hidden.has(number),
  );
}
