import type { Failing, FailingKind, JourneyState, JourneyWalk, StoppedAt } from '../journey/types.ts';
import { plainText } from './plain-text.ts';
import { FAILURE_WORDS } from './words.ts';

/** What an assertion asks for, told where it does not hold. */
export const FAILING_WORDS = {
  'not-empty': 'is empty',
  fresh: 'is not of the time it should be',
  'same-scale': 'is not of the same scale as the amount before',
  sum: 'does not add up to the total',
  'page-complete': 'does not hold what the page says of itself',
  'not-default': 'holds the default in place of a value',
  equals: 'is not what was expected',
  range: 'is outside the range',
  unique: 'holds something twice',
  'same-time': 'is not the same instant as before',
  'moves-on': 'has not moved on in time',
  answered: 'was not answered as asked for',
  captured: 'has no usable value to go on with',
} as const satisfies Record<FailingKind, string>;

const SKIPPED_WORDS = {
  mode: 'it would write, and the environment is read-only',
  budget: 'no calls were left for it',
  doNotCall: 'the partner is not to be called at this time',
  undo: 'it would make something, and nothing says how that is undone: write `undo` at the step, or `cleanup` in states.yaml (`none`: nothing has to be)',
} as const;

/** One thing that did not hold: `step 2: /total does not add up to the total`. */
export function failingWords({ step, assertion, pointer }: Failing): string {
  const place = pointer === '' ? 'the answer' : plainText(pointer);
  return `step ${step}: ${place} ${FAILING_WORDS[assertion]}`;
}

/** Why a journey could not be walked to its end. */
export function stoppedWords({ step, partner, class: kind, skipped }: StoppedAt): string {
  const why = kind !== null ? FAILURE_WORDS[kind] : skipped !== null ? SKIPPED_WORDS[skipped] : 'not seen';
  return `step ${step} at ${partner}: ${why}`;
}

/** What a walk said, in a line. */
export function walkedWords({ walk, state }: { walk: JourneyWalk; state: JourneyState }): string {
  if (walk.outcome === 'not-verified') return `could not be walked to its end (${stoppedWords(walk.at)})`;
  if (state.state === 'suffering') return 'does not hold';
  return state.state === 'suspected' ? 'not as expected, waiting to be confirmed' : 'holds';
}

/** Who walks a journey. */
export const WHO_WORDS = { customer: 'customers', staff: 'staff' } as const;
