import type { JourneyFacts } from '../journey-facts.ts';
import { plainText } from '../plain-text.ts';

/** The one rule of journeys, as a `reportingDescriptor`. */
export const JOURNEY_RULE = {
  id: 'journey-does-not-hold',
  shortDescription: { text: 'What we expect along a journey does not hold.' },
  help: {
    text: 'What we expect along a journey does not hold. More: forewarn check --journey ID',
    markdown: 'What we expect along a journey does not hold.\n\nMore: `forewarn check --journey ID`',
  },
  defaultConfiguration: { level: 'error' },
} as const;

/** A journey that suffers, as a `result`: it is in no line of a document. */
export function journeyResult(facts: JourneyFacts, ruleIndex: number) {
  return {
    ruleId: JOURNEY_RULE.id,
    ruleIndex,
    level: 'error',
    message: { text: plainText(textOf(facts), 500) },
    locations: [{ logicalLocations: [{ fullyQualifiedName: `journey ${facts.id}` }] }],
    partialFingerprints: { 'forewarnJourney/v1': facts.id },
    suppressions: [],
  };
}

/** A journey that could not be walked, waits to be confirmed or that people tell of, as a notification of the run. */
export function journeyNotification(facts: JourneyFacts) {
  return {
    level: facts.kind === 'not-verified' ? 'warning' : 'note',
    descriptor: { id: `journey-${facts.kind}` },
    message: { text: plainText(textOf(facts), 500) },
  };
}

function textOf({ title, stands, since, details, felt }: JourneyFacts): string {
  const when = since === '' ? '' : `, since ${since}`;
  return [`${title}: ${stands}${when}`, ...details, `felt by ${felt}`].join('. ');
}
