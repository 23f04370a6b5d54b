/** Counts per second of simulated time. */
export interface Tally {
  add(at: number, count?: number): void;
  most(): number;
}

/** An empty tally. */
export function createTally(): Tally {
  const seconds = new Map<number, number>();
  return {
    add(at, count = 1) {
      const second = Math.floor(at / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + count);
    },
    most: () => [...seconds.values()].reduce((most, count) => Math.max(most, count), 0),
  };
}

/** The value below which `share` of the numbers lie; 0 where there is none. Sorts what it is given. */
export function percentileOf(numbers: number[], share: number): number {
  numbers.sort((one, other) => one - other);
  return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;
}
