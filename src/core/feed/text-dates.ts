import { readDate } from '../exchange/date-text.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ISO = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/;
const DAY_FIRST = new RegExp(
  `(?<![\\w/.-])(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${MONTH})\\b\\.?,?\\s+(\\d{4})(?![\\w-])`,
);
const MONTH_FIRST = new RegExp(`\\b(${MONTH})\\b\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?![\\w-])`);
const ANY = new RegExp(`${ISO.source}|${DAY_FIRST.source}|${MONTH_FIRST.source}`, 'gi');

/** A date in a text: its ISO day, and where it stands. */
export interface TextDate {
  day: string;
  start: number;
  end: number;
}

/**
 * The dates that a text gives beyond doubt: ISO 8601 days, and days with the month as an English word in either order.
 * Digits alone in another order, a month without a day and days that do not exist are none.
 */
export function datesIn(text: string): TextDate[] {
  return [...text.matchAll(ANY)].flatMap((found) => {
    const [whole, y1, m1, d1, d2, m2, y2, m3, d3, y3] = found;
    const written =
      y1 !== undefined ? `${y1}-${m1}-${d1}` : `${d2 ?? d3} ${(m2 ?? m3 ?? '').slice(0, 3)} ${y2 ?? y3}`;
    const day = readDate(written)?.slice(0, 10);
    return day ? [{ day, start: found.index, end: found.index + whole.length }] : [];
  });
}
