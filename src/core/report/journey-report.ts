import type { Journey } from '../agreement/types.ts';
import type { Verdict } from '../drift/finding.ts';
import type { MadeHere } from '../exchange/types.ts';
import type { Failing, JourneyState, JourneyWalk, SignalCount, StoppedAt } from '../journey/types.ts';

/** How a journey stands, in a report: its partners' verdicts beside its own. */
export interface ReportJourney {
  id: string;
  title: string;
  who: Journey['who'];
  verdict: 'ok' | 'suffering' | 'not-verified';
  /** `suspected`: seen failing, and waiting to be confirmed; it counts for nothing yet. */
  state: JourneyState['state'];
  /** ISO time since when it fails; null where it does not. */
  since: string | null;
  failing: Failing[];
  /** Why it could not be walked to its end; absent where it was. */
  stopped?: StoppedAt;
  /** What the walk made at its partners, by partner; absent where it made nothing. */
  made?: Record<string, MadeHere>;
  /** The worst verdict of each partner's checks. */
  partners: Record<string, Verdict>;
  hurts: string;
  contact: string | null;
  /** Every partner agrees, today at least. */
  allPartiesGreen: boolean;
  /** What people told in the last day; absent where nobody did. */
  signals?: { count: number; first: string; last: string };
  /** People tell of it, all partners are green, and no step of ours finds anything. */
  onlyPeopleSeeIt?: true;
}

/** Puts together what a walk, the time before it, the partners' checks and people say of a journey. */
export function reportJourney(on: {
  journey: Pick<Journey, 'id' | 'title' | 'who' | 'hurts' | 'contact'>;
  /** Null: no step of it is called. */
  walk: JourneyWalk | null;
  state: JourneyState;
  partners: Record<string, Verdict>;
  signals: readonly SignalCount[];
}): ReportJourney {
  const { journey, walk, state, partners, signals } = on;
  const stopped = walk?.outcome === 'not-verified' ? walk.at : null;
  const verdict =
    walk === null || stopped ? 'not-verified' : state.state === 'suffering' ? 'suffering' : 'ok';
  const allPartiesGreen = Object.values(partners).every((one) => one === 'agrees' || one === 'changing');
  const count = signals.reduce((sum, one) => sum + one.count, 0);
  return {
    id: journey.id,
    title: journey.title,
    who: journey.who,
    verdict,
    state: state.state,
    since: state.since,
    failing: state.failing,
    ...(stopped ? { stopped } : {}),
    ...(walk?.made ? { made: walk.made } : {}),
    partners,
    hurts: journey.hurts,
    contact: journey.contact,
    allPartiesGreen,
    ...(count > 0
      ? { signals: { count, first: signals[0]?.hour ?? '', last: signals.at(-1)?.hour ?? '' } }
      : {}),
    ...(count > 0 && allPartiesGreen && state.state === 'ok' && !stopped
      ? { onlyPeopleSeeIt: true as const }
      : {}),
  };
}
