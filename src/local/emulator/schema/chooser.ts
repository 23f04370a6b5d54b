/** Picks a whole number from 0 up to, not including, `below`. */
export type Choose = (below: number) => number;

/**
 * A repeatable row of choices: the same seed text always gives the same row (FNV-1a into mulberry32).
 * Nothing here is random, so that an emulated answer can be told in advance.
 */
export function chooserOf(seed: string): Choose {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
