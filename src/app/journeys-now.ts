import { worst } from '../core/drift/verdict.ts';
import type { JourneyState, JourneyWalk } from '../core/journey/types.ts';
import { type ReportJourney, reportJourney } from '../core/report/journey-report.ts';
import { catchUp } from './catch-up.ts';
import type { JourneyStore } from './journey-store.ts';
import type { Ports } from './ports.ts';

const DAY_MS = 86_400_000;

/**
 * How every journey that was walked stands, beside how its partners do: from what was kept, without a call.
 *
 * @param on.now ISO time, for what people told in the day before it
 */
export async function journeysNow(
  ports: Pick<Ports, 'ledger' | 'projections'> & { journeys: JourneyStore },
  on: { now: string },
): Promise<ReportJourney[]> {
  const since = new Date(Date.parse(on.now) - DAY_MS).toISOString();
  const known = new Set(await ports.ledger.partners());
  const verdicts = new Map<string, ReportJourney['partners'][string]>();
  const verdictOf = async (partner: string) => {
    const before = verdicts.get(partner);
    if (before) return before;
    const environments = known.has(partner) ? (await catchUp(ports, partner)).environments : {};
    const verdict = worst(Object.values(environments).map((one) => one.verdict ?? 'not-verified'));
    verdicts.set(partner, verdict);
    return verdict;
  };
  const journeys: ReportJourney[] = [];
  for (const { about, ...state } of await ports.journeys.all()) {
    if (!about) continue;
    const partners: ReportJourney['partners'] = {};
    for (const partner of about.partners) partners[partner] = await verdictOf(partner);
    const walk = walkOf(state);
    const signals = await ports.journeys.signals(state.id, since);
    journeys.push(reportJourney({ journey: { id: state.id, ...about }, walk, state, partners, signals }));
  }
  return journeys;
}

/** The last walk, as far as it says how the journey stands; null: it was never walked. */
function walkOf({ blind, seenAt }: Pick<JourneyState, 'blind' | 'seenAt'>): JourneyWalk | null {
  if (blind) return { outcome: 'not-verified', at: blind.at };
  return seenAt === null ? null : { outcome: 'held' };
}
