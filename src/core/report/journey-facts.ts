import type { ReportJourney } from './journey-report.ts';
import { failingWords, stoppedWords, WHO_WORDS } from './journey-words.ts';
import { plainText } from './plain-text.ts';

/** How a journey stands, in words, for the formats that have columns or messages. */
export interface JourneyFacts {
  id: string;
  title: string;
  /** `quiet`: nothing is to be told of it. */
  kind: 'suffering' | 'not-verified' | 'suspected' | 'reported' | 'quiet';
  /** `all parties green, journey not`. */
  stands: string;
  /** `2026-11-20 06:00 UTC`; empty where there is no such time. */
  since: string;
  /** What does not hold, or why it could not be walked: a sentence each. */
  details: string[];
  /** Who feels it, what hurts, whom to tell. */
  felt: string;
}

/** What each format says of a journey. */
export function journeyFacts(one: ReportJourney): JourneyFacts {
  const kind = kindOf(one);
  const details = [
    ...(one.stopped ? [stoppedWords(one.stopped)] : []),
    ...(kind === 'suffering' || kind === 'suspected' ? one.failing.map(failingWords) : []),
    ...(one.signals ? [signalWords(one.signals)] : []),
  ];
  const contact = one.contact ? `; tell ${plainText(one.contact)}` : '';
  return {
    id: one.id,
    title: plainText(one.title),
    kind,
    stands: standsWords(one, kind),
    since: one.since === null ? '' : `${one.since.slice(0, 16).replace('T', ' ')} UTC`,
    details,
    felt: `${WHO_WORDS[one.who]}: ${plainText(one.hurts)}${contact}`,
  };
}

/** Those of which something is to be told, in the order of the report. */
export function toldJourneys(journeys: readonly ReportJourney[] | undefined): JourneyFacts[] {
  return (journeys ?? []).map(journeyFacts).filter(({ kind }) => kind !== 'quiet');
}

function kindOf({ verdict, stopped, state, signals }: ReportJourney): JourneyFacts['kind'] {
  if (verdict === 'suffering') return 'suffering';
  if (stopped) return 'not-verified';
  if (state === 'suspected') return 'suspected';
  return signals ? 'reported' : 'quiet';
}

function standsWords(one: ReportJourney, kind: JourneyFacts['kind']): string {
  switch (kind) {
    case 'suffering':
      return one.allPartiesGreen ? 'all parties green, journey not' : 'the journey does not hold';
    case 'not-verified':
      return one.state === 'suffering'
        ? 'did not hold when it was seen last, and could not be walked to its end'
        : 'could not be walked to its end';
    case 'suspected':
      return 'not as expected in this look, waiting to be confirmed';
    case 'reported':
      return one.onlyPeopleSeeIt ? 'people report it, no check of ours sees it' : 'people report it';
    case 'quiet':
      return 'holds';
    default:
      return kind satisfies never;
  }
}

/** What people told in the last day. */
export function signalWords({ count, last }: NonNullable<ReportJourney['signals']>): string {
  const when = `${last.slice(0, 16).replace('T', ' ')} UTC`;
  return `${count} ${count === 1 ? 'report' : 'reports'} in the last day, the last in the hour of ${when}`;
}
