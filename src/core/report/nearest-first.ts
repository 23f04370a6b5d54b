import type { Coming } from '../drift/finding.ts';

/** Coming changes by date; those without a date are last. */
export function nearestFirst(coming: readonly Coming[]): Coming[] {
  return [...coming].sort((a, b) => {
    const [left, right] = [a.on ?? '9999', b.on ?? '9999'];
    return left === right ? 0 : left < right ? -1 : 1;
  });
}
