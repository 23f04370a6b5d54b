import { todayOf } from '../src/core/report/today/today.ts';
import type { TodayStep } from '../src/core/report/today/types.ts';
import { everybody } from './everybody.ts';
import type { PageSources, PartnerView } from './types.ts';

/** Who has what to do, by date. */
export interface TodayFacts {
  /** ISO instant that days are counted from. */
  at: string;
  steps: TodayStep[];
}

/** What is to be done over all partners and journeys, and the partners that it was made from. */
export async function todayFacts(sources: PageSources): Promise<TodayFacts & { views: PartnerView[] }> {
  const at = sources.now();
  const views = await everybody(sources);
  const partners = await Promise.all(
    views.map(async (view) => ({ ...view, toRead: (await sources.known(view)).toRead })),
  );
  return { at, views, steps: todayOf(partners, await sources.journeys(), at) };
}
