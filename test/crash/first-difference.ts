import type { Json } from '../../src/core/json.ts';

/** Where two values first differ, with both, or null where they are equal. */
export function firstDifference(one: Json, other: Json, place = ''): string | null {
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
    return one === other ? null : `${place}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  }
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const difference = firstDifference(left.get(key) ?? null, right.get(key) ?? null, `${place}/${key}`);
    if (difference) return difference;
  }
  return null;
}

function isBranch(value: Json): value is Json[] | { [name: string]: Json } {
  return typeof value === 'object' && value !== null;
}
