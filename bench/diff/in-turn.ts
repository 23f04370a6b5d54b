import { spreadOf } from '../measure/cold-start.ts';

/** Figures of two things that were measured in turn, and their ratios round by round. */
export interface InTurn {
  one: number[];
  other: number[];
  ratios: number[];
}

/**
 * Measures two things one after the other, so many rounds, so that what else the machine does falls on both alike.
 * A first round is not counted.
 */
export function inTurn(rounds: number, one: () => number, other: () => number): InTurn {
  one();
  other();
  const found: InTurn = { one: [], other: [], ratios: [] };
  for (let round = 0; round < rounds; round++) {
    const [first, second] = [one(), other()];
    found.one.push(first);
    found.other.push(second);
    found.ratios.push(first / second);
  }
  return found;
}

/** Least, median and most. */
export function spread(numbers: readonly number[], digits = 0): string {
  const { least, median, most } = spreadOf(numbers);
  return [least, median, most].map((value) => value.toFixed(digits)).join(' - ');
}
