/** What a person typed at a numbered list. */
export type Choice =
  | { kind: 'numbers'; numbers: number[] }
  /** Words that what is listed is to have. */
  | { kind: 'words'; words: string[] }
  | { kind: 'done' }
  | { kind: 'out-of-range'; number: number };

/** Longest list that a range may name at once. */
const LONGEST = 10_000;

/**
 * Reads what was typed: numbers and ranges (`1 3-5, 8`), words to look for (`refund`, `/charges`), or nothing, which ends
 * it. A line with a word in it is words.
 *
 * @param last the highest number there is
 */
export function readChoice(line: string, last: number): Choice {
  const parts = line.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return { kind: 'done' };
  const ranges = parts.map((part) => /^(\d{1,6})(?:(?:-|\.\.)(\d{1,6}))?$/.exec(part));
  if (ranges.includes(null)) return { kind: 'words', words: parts.map((part) => part.toLowerCase()) };
  const numbers: number[] = [];
  for (const range of ranges) {
    const from = Number(range?.[1]);
    const to = Number(range?.[2] ?? from);
    const outside = [from, to].find((number) => number < 1 || number > last);
    if (outside !== undefined || to - from > LONGEST) return { kind: 'out-of-range', number: outside ?? to };
    for (let number = Math.min(from, to); number <= Math.max(from, to); number++) numbers.push(number);
  }
  return { kind: 'numbers', numbers: [...new Set(numbers)] };
}
