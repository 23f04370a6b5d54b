import type { Change, DriftFacts, PartnerState } from '../ledger/types.ts';
import { touchOf } from './cells.ts';

/** What of a change is confirmed and touches what we use, in whichever environment. */
export function touchingNow(change: Change, state: PartnerState): DriftFacts[] {
  return change.drifts
    .flatMap((key) => state.drifts[key] ?? [])
    .filter((drift) => drift.change === change.ref)
    .flatMap((drift) => Object.values(drift.environments))
    .filter((life) => life.state === 'confirmed' && touchOf(life.facts) === 'ours')
    .map((life) => life.facts);
}
