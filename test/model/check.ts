import fc from 'fast-check';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { decide } from '../../src/core/lifecycle/decide.ts';
import { faultsOf } from './faults-of.ts';
import { type Decide, play } from './play.ts';
import { lives } from './steps.ts';

/** Plays so many random lives. Null if all hold, else the shortest that does not, with what it breaks. */
export async function checkModel(on: {
  sequences: number;
  seed: number;
  decide?: Decide;
}): Promise<string | null> {
  const property = fc.asyncProperty(lives, async (steps) => {
    const faults = [...faultsOf(await play(steps, on.decide ?? decide))];
    if (faults.length > 0) throw new Error(faults.slice(0, 5).join('; '));
  });
  const result = await fc.check(property, { numRuns: on.sequences, seed: on.seed });
  if (!result.failed) return null;
  const cause =
    result.errorInstance instanceof Error ? (result.errorInstance.stack ?? '') : String(result.errorInstance);
  return `${cause.split('\n').slice(0, 6).join('\n')}\nseed ${on.seed}: ${JSON.stringify(result.counterexample?.[0])}`;
}

/** Faults that the model has to notice, each a decision that is wrong in one way. */
export const PLANTED: Record<string, Decide> = {
  'the end is told to nobody': (input) => {
    const decision = decide(input);
    return { ...decision, notices: decision.notices.filter((one) => one.step !== 'resolved') };
  },
  'one look of live is enough': (input) => {
    const { agreement } = input;
    return decide({ ...input, agreement: { ...agreement, policy: { ...agreement.policy, confirm: 1 } } });
  },
  'what is not seen has ended': (input) =>
    decide({ ...input, look: { ...input.look, judged: () => true, notVerified: [] } }),
  'what has ended is forgotten, and opens anew': (input) =>
    decide({ ...input, state: forgetful(input.state) }),
};

function forgetful(state: PartnerState): PartnerState {
  const notices = Object.entries(state.notices).filter(([, { due }]) => due.step !== 'announce');
  return { ...state, notices: Object.fromEntries(notices) };
}
