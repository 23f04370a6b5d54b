import { isCalled } from '../app/walk-journey.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
import { isWithin, partnersOf } from './journey-places.ts';
import { environmentsOf, type Tick } from './schedule.ts';

/** Says which journeys are to be walked as looks go by. */
export interface DueWalks {
  /** Every place that is looked at by the schedule: where a walk may go. */
  places: readonly Pick<Tick, 'partner' | 'environment'>[];
  /** Looks were made: the journeys that are due now, each once. */
  after(looked: readonly Pick<Tick, 'partner'>[]): Journey[];
}

/**
 * A journey is walked when each of its partners has been looked at since its last walk: as often as the one of them that
 * is looked at least often, and right after its look.
 */
export function createDueWalks(journeys: readonly Journey[], agreements: readonly Agreement[]): DueWalks {
  const places = agreements.flatMap((agreement) =>
    environmentsOf(agreement).map((environment) => ({ partner: agreement.partner, environment })),
  );
  const walked = journeys.filter((one) => one.steps.some(isCalled) && isWithin(one, places));
  const missing = new Map(walked.map((one) => [one, new Set(partnersOf(one))]));
  return {
    places,
    after: (looked) =>
      walked.filter((journey) => {
        const left = missing.get(journey) ?? new Set();
        for (const { partner } of looked) left.delete(partner);
        if (left.size > 0) return false;
        missing.set(journey, new Set(partnersOf(journey)));
        return true;
      }),
  };
}
