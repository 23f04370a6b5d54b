import type { Agreement } from '../../agreement/types.ts';
import { NEXT_STEPS } from '../../exchange/failure-steps.ts';
import type { FailureClass } from '../../exchange/types.ts';
import type { PartnerState } from '../../ledger/types.ts';
import { plainText } from '../plain-text.ts';
import { FAILURE_WORDS } from '../words.ts';
import type { TodayStep } from './types.ts';

/** What could not be checked, and whose step that is; what only has to pass is nobody's. */
export function sightSteps({ partner }: Agreement, { environments }: PartnerState): TodayStep[] {
  return Object.entries(environments).flatMap(([name, { blind, unseen }]) => {
    const where = name || 'their document';
    const whole = blind ? [stepOf(partner, where, blind)] : [];
    const single = Object.entries(unseen ?? {}).map(([operation, one]) =>
      stepOf(partner, `${where}: ${plainText(operation, 80)}`, one),
    );
    return [...whole, ...single].flatMap((one) => one ?? []);
  });
}

function stepOf(
  partner: string,
  where: string,
  { class: kind, since }: { class: FailureClass; since: string },
): TodayStep | null {
  const { whose, text } = NEXT_STEPS[kind];
  if (whose === 'nobody') return null;
  return {
    partner,
    change: null,
    journey: null,
    kind: 'sight',
    who: whose,
    what: `Could not check ${plainText(where, 140)}: ${text}`,
    why: `${FAILURE_WORDS[kind]}, since ${since.slice(0, 16).replace('T', ' ')}`,
    when: whose === 'ours' ? 'now' : 'undated',
    by: null,
    late: false,
  };
}
