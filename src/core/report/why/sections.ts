import type { EnvironmentWhy, JourneyWhy } from '../../why/types.ts';
import { plainText } from '../plain-text.ts';
import { timeWords } from '../sight/words.ts';
import { type LookWords, lookedLines } from './looked-words.ts';
import { ourLines, peopleWords, unseenLines } from './our-words.ts';
import { theirLines } from './their-words.ts';
import type { WhyReport, WhySection } from './types.ts';

/** The first line: whom it is about, and the time. */
export function whyHead({ name, why }: WhyReport): string {
  return `${plainText(name, 60)}: ${timeWords(why.since)} to ${timeWords(why.now, dayOf(why.since))} UTC`;
}

/** What is told of each environment, then of each journey. */
export function whySections({ why }: WhyReport): WhySection[] {
  const day = dayOf(why.now);
  return [
    ...why.environments.map((one) => environmentSection(one, day)),
    ...why.journeys.map((one) => journeySection(one, day)),
  ];
}

function environmentSection(one: EnvironmentWhy, day: string): WhySection {
  const heading = one.environment ?? 'their document';
  const lines = lookedLines(one, day);
  if (!one.stretch) return { heading, lines, parts: [] };
  const parts = [
    { heading: 'Theirs', lines: theirLines(one, day) },
    { heading: 'Ours', lines: ourLines(one, day) },
    { heading: 'What could not be seen', lines: unseenLines(one, day) },
  ];
  return {
    heading,
    lines,
    parts: parts.map((part) => ({
      ...part,
      lines: part.lines.length > 0 ? part.lines : ['nothing on record'],
    })),
  };
}

const WALKS: LookWords = {
  one: 'walk',
  several: 'walks',
  grades: { good: 'held', differs: 'did not hold', 'not-seen': 'could not be walked to its end' },
};

function journeySection(one: JourneyWhy, day: string): WhySection {
  const looked = one.lastLook === null ? ['It is not walked.'] : lookedLines(one, day, WALKS);
  return {
    heading: `journey: ${plainText(one.title, 80)}`,
    lines: [...looked, ...(one.people ? [peopleWords(one.people, day)] : [])],
    parts: [],
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
