import type { Grade, Looked } from '../../why/types.ts';
import { counted } from '../row-words.ts';
import { timeWords } from '../sight/words.ts';

/** A look in words, after what it is about. */
export const GRADE_WORDS = {
  good: 'as agreed',
  differs: 'different from what was agreed',
  'not-seen': 'could not be checked',
} as const satisfies Record<Grade, string>;

/** So many earlier times are named. */
const NAMED = 5;

/** How looks are called: at an environment, or of a journey. */
export interface LookWords {
  one: string;
  several: string;
  grades: Record<Grade, string>;
}

const LOOKS: LookWords = { one: 'look', several: 'looks', grades: GRADE_WORDS };

/**
 * The last good look, the first bad one, and how it goes on, as sentences.
 *
 * @param day ISO day that need not be said
 */
export function lookedLines(looked: Looked, day: string, words: LookWords = LOOKS): string[] {
  const { looks, lastLook, stretch, earlier } = looked;
  const at = (ms: number) => timeWords(ms, day);
  const many = (n: number) => counted(n, words.one, words.several);
  const { grades, one } = words;
  if (!lastLook) return ['Nobody has looked yet.'];
  const last = `the last one was at ${at(lastLook.at)}: ${grades[lastLook.grade]}.`;
  if (!stretch)
    return looks === 0
      ? [`No ${one} in this time; ${last}`]
      : [`${many(looks)} in this time, all good; ${last}`];
  const { lastGood, first, grade, firstDiffers, over } = stretch;
  return [
    `Last good ${one}: ${lastGood === null ? 'none on record' : at(lastGood)}`,
    `First bad ${one}: ${at(first)}, ${grades[grade]}`,
    ...(firstDiffers !== null && firstDiffers > first
      ? [`First ${one} that showed a difference: ${at(firstDiffers)}`]
      : []),
    over === null
      ? `Still so after ${many(stretch.looks)}: ${at(stretch.last)}`
      : `Good again after ${many(stretch.looks)}: ${at(over)}`,
    ...(looks === 0 ? [`No ${one} in this time.`] : []),
    ...earlierLines(earlier, at),
  ];
}

function earlierLines(earlier: readonly number[], at: (ms: number) => string): string[] {
  if (earlier.length === 0) return [];
  const more = earlier.length > NAMED ? ', ...' : '';
  const times = earlier.slice(-NAMED).map(at).join(', ');
  return [
    `${counted(earlier.length, 'other time', 'other times')} before it in this period, from ${times}${more}`,
  ];
}
