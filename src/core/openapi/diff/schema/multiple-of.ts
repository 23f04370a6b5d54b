import type { JsonObject } from '../../../json.ts';

/** The number that values must be multiples of where schemas all hold: the least common multiple of what they state. */
export function multipleOf(schemas: readonly JsonObject[]): number | null {
  const stated = schemas
    .map((schema) => schema.multipleOf)
    .filter((value): value is number => typeof value === 'number' && value > 0);
  return stated.reduce<number | null>(
    (known, value) => (known === null ? value : commonMultiple(known, value)),
    null,
  );
}

/** Digits after the point that are looked at. */
const MOST_DIGITS = 9;

/** The least common multiple of two numbers as they are written; the greater one where it is out of reach. */
export function commonMultiple(a: number, b: number): number {
  if (a === b) return a;
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const scale = 10 ** digits;
    const [one, other] = [Math.round(a * scale), Math.round(b * scale)];
    if (one / scale !== a || other / scale !== b) continue;
    const common = (one / greatestDivisor(one, other)) * other;
    return Number.isSafeInteger(common) ? common / scale : Math.max(a, b);
  }
  return Math.max(a, b);
}

function greatestDivisor(a: number, b: number): number {
  let [greater, less] = [a, b];
  while (less !== 0) [greater, less] = [less, greater % less];
  return greater;
}
