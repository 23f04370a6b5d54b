import type { Coming } from '../drift/finding.ts';

/** Coming changes by date; those without one by what is estimated; those with neither are last. */
export function nearestFirst(coming: readonly Coming[]): Coming[] {
  return [...coming].sort((a, b) => {
    const [left, right] = [dayOf(a), dayOf(b)];
    return left === right ? 0 : left < right ? -1 : 1;
  });
}

function dayOf({ on, estimate }: Coming): string {
  return on ?? estimate?.on ?? '9999';
}
