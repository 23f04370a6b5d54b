import type { Mention } from './mentions.ts';
import type { TextDate } from './text-dates.ts';
import type { StatedChange } from './types.ts';

/** Phrases by which something ends, as one word each. */
const ENDS: [RegExp, string][] = [
  [/\bno longer (?:be )?(?:available|supported|served|work|respond)\b/g, ' ENDS '],
  [/\b(?:goes|go|going) away\b/g, ' ENDS '],
  [/\b(?:shut|turned|switched|turn|switch) (?:down|off)\b/g, ' ENDS '],
  [/\bstops? (?:working|responding)\b/g, ' ENDS '],
  [/\bend[- ]of[- ]life\b/g, ' ENDS '],
  [
    /\b(?:remov(?:ed?|es|ing|al)|retir(?:ed?|es|ing|ement)|sunset(?:ted|ting)?|delet(?:ed?|es|ing|ion)|decommission(?:ed|ing)?|discontinued?|discontinuing|shutdown)\b/g,
    ' ENDS ',
  ],
  [/\b(?:deprecat(?:ed?|es|ing|ion))\b/g, ' DEPRECATED '],
];

/** All other words that may stand in a sentence that says no more than that an operation ends on a day. */
const PLAIN = new Set(
  (
    'a an the our this that it we i will is are be been has have going to scheduled and on as of from by at in effective ' +
    'starting beginning after date utc gmt endpoint endpoints operation route method api call legacy old please note ' +
    'announcement notice breaking change upcoming monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);

/**
 * What a sentence states beyond doubt: it names one operation and one day, says that the operation ends or is
 * deprecated, and has no word in it that could mean anything else, such as `not`, `field` or `unless`.
 */
export function statedChange(
  sentence: string,
  mentions: readonly Mention[],
  dates: readonly TextDate[],
): StatedChange | null {
  const keys = new Set(mentions.map(({ operation, name }) => operation?.key ?? name));
  const days = new Set(dates.map(({ day }) => day));
  const [mention] = mentions;
  const [date] = dates;
  if (keys.size !== 1 || days.size !== 1 || !mention?.operation || !date) return null;
  let rest = without(sentence, [...mentions, ...dates]).toLowerCase();
  for (const [phrase, word] of ENDS) rest = rest.replace(phrase, word);
  const words: string[] = rest.match(/[\p{L}\p{N}_'’]+/gu) ?? [];
  if (!words.every((word) => word === 'ENDS' || word === 'DEPRECATED' || PLAIN.has(word))) return null;
  if (/[?]/.test(rest)) return null;
  const change = words.includes('ENDS') ? 'removed' : words.includes('DEPRECATED') ? 'deprecated' : null;
  return change && { what: mention.name, change, on: date.day };
}

function without(sentence: string, parts: readonly { start: number; end: number }[]): string {
  let rest = sentence;
  for (const { start, end } of parts.toSorted((one, other) => other.start - one.start))
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return rest;
}
