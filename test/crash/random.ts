/** Numbers that follow from a seed alone, so that a plan of points can be had again. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  shuffle<Value>(values: readonly Value[]): Value[];
}

/** The generator `mulberry32` over a 32-bit seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    shuffle(values) {
      const left = [...values];
      const out = [];
      while (left.length > 0) out.push(...left.splice(between(0, left.length - 1), 1));
      return out;
    },
  };
}
