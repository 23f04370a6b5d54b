/** Something that a look could do, and what is known of when it was last done. */
export interface Candidate {
  /** Calls that it takes at most. */
  cost: number;
  /** How much it would hurt if it broke; more is worse. */
  risk: number;
  /** ISO time at which it was last verified; null: never. */
  verified: string | null;
  /** Whether it held when it was last tried; true where it was never tried. */
  held: boolean;
}

/**
 * Chooses what a look does within a number of calls. What did not hold or could not be seen last time comes first, then
 * what was verified longest ago, then what is riskiest; the order given decides the rest. What did not hold has half of
 * the calls at most while others wait, so that nothing that keeps failing keeps the others out.
 *
 * @param calls that may be made. @returns positions of what is chosen, in the order of their turn; at least the first,
 *   where any call may be made at all.
 */
export function chooseWithin(candidates: readonly Candidate[], calls: number): number[] {
  const turn = [...candidates.keys()].sort((one, other) => {
    const [a, b] = [candidates[one] as Candidate, candidates[other] as Candidate];
    return ageOrder(a, b) || b.risk - a.risk || one - other;
  });
  const failing = turn.filter((at) => !candidates[at]?.held);
  const others = turn.filter((at) => candidates[at]?.held);
  const chosen: number[] = [];
  let left = calls;
  const take = (from: readonly number[], within: number): void => {
    let share = Math.min(within, left);
    for (const at of from) {
      const cost = candidates[at]?.cost ?? 0;
      if (chosen.includes(at) || cost > share) continue;
      chosen.push(at);
      share -= cost;
      left -= cost;
    }
  };
  take(failing, others.length > 0 ? Math.floor(calls / 2) : calls);
  take(others, calls);
  take(failing, calls);
  const first = failing[0] ?? others[0];
  return chosen.length === 0 && first !== undefined && calls > 0 ? [first] : chosen;
}

/** Never verified is oldest. */
function ageOrder(one: Candidate, other: Candidate): number {
  const [a, b] = [one.verified ?? '', other.verified ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
