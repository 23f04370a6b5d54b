import type { Coming } from '../drift/finding.ts';
import type { Answer, Change, DriftFacts, Side } from '../ledger/types.ts';

/** When a change takes effect and how that is known; `ours`: it is the day that we planned for, no other is known. */
export interface DatedChange {
  /** ISO day; null where it will come and no day is known. */
  on: string | null;
  known: Coming['known'] | 'answer';
  ours: boolean;
}

/**
 * The date of a change: the day that the partner planned, else the nearest that was announced, else the day that our
 * own side planned. Null where nothing is announced and nobody planned.
 *
 * @param drifts what of the change touches us.
 */
export function dateOfChange(
  change: Pick<Change, 'answers'>,
  drifts: readonly DriftFacts[],
): DatedChange | null {
  const theirs = plannedBy(change, 'theirs');
  if (theirs) return { on: theirs.on, known: 'answer', ours: false };
  const coming = drifts.flatMap((one) => (one.coming ? [one.coming] : []));
  const first = coming.toSorted((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1))[0];
  if (first?.on) return { on: first.on.slice(0, 10), known: first.known, ours: false };
  const ours = plannedBy(change, 'ours');
  if (ours) return { on: ours.on, known: 'answer', ours: true };
  return first ? { on: null, known: first.known, ours: false } : null;
}

/** The last plan of a side, if it has one. */
export function plannedBy({ answers = [] }: Pick<Change, 'answers'>, side: Side): Answer | undefined {
  return answers.findLast((one) => one.kind === 'planned' && one.side === side);
}
