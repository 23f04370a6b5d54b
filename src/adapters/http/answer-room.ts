import { getHeapStatistics } from 'node:v8';

/** What the answers of one look may hold together, as a share of what this process may. */
const SHARE = 0.2;
/** An answer of no more characters is always read: a look has fewer calls than would matter. */
const SMALL = 65_536;
/** What a value of JSON holds beyond its text, in bytes, where it is a member of a large object. */
const BYTES_PER_VALUE = 64;

/** Room in memory for what a partner answers. */
export interface AnswerRoom {
  /**
   * Takes what a parsed JSON text will hold until it is judged.
   *
   * @returns false where there is no such room, and nothing was taken.
   */
  take(json: { characters: number; values: number }): boolean;
}

/** Room for the answers of one look. @param bytes how much; by what the process may hold where it is left out */
export function createAnswerRoom(bytes = getHeapStatistics().heap_size_limit * SHARE): AnswerRoom {
  let left = bytes;
  return {
    take: ({ characters, values }) => {
      const needed = characters + values * BYTES_PER_VALUE;
      if (characters > SMALL && needed > left) return false;
      left -= needed;
      return true;
    },
  };
}
