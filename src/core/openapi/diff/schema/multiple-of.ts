import type { JsonObject } from '../../../json.ts';

/** The number that values must be multiples of where schemas all hold; of whole numbers the least common multiple. */
export function multipleOf(schemas: readonly JsonObject[]): number | null {
  const stated = schemas
    .map((schema) => schema.multipleOf)
    .filter((value): value is number => typeof value === 'number' && value > 0);
  return stated.reduce<number | null>((known, value) => (known === null ? value : both(known, value)), null);
}

function both(a: number, b: number): number {
  if (a === b || !Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Math.max(a, b);
  let [greater, less] = [a, b];
  while (less !== 0) [greater, less] = [less, greater % less];
  const common = (a / greater) * b;
  return Number.isSafeInteger(common) ? common : Math.max(a, b);
}
