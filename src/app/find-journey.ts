import type { Journey } from '../core/agreement/types.ts';
import { partnerViews, type ViewPorts } from './partner-views.ts';

/** A journey of any registered partner, by its id; null where there is none. */
export async function findJourney(ports: ViewPorts, id: string): Promise<Journey | null> {
  let after: string | null = null;
  do {
    const { views, next } = await partnerViews(ports, after);
    const found = views.flatMap(({ journeys }) => journeys).find((journey) => journey.id === id);
    if (found) return found;
    after = next;
  } while (after !== null);
  return null;
}
