/**
 * The candidate that a person most likely meant, by edit distance (Levenshtein, and two letters in the wrong
 * order count once; at most a third of the longer name), or null where none is near.
 */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const wanted = text.toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const limit = Math.max(1, Math.floor(Math.max(text.length, candidate.length) / 3));
    // No fewer edits than letters that one has more than the other.
    if (Math.abs(wanted.length - other.length) > Math.min(limit, least - 1)) continue;
    const distance = editDistance(wanted, other);
    if (distance <= limit && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function editDistance(from: string, to: string): number {
  let beforeThat: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + same,
          swapped && row > 1 && column > 1 ? (beforeThat[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeThat = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}
