import type { Agreement } from '../core/agreement/types.ts';
import { factorsOf } from '../core/factors/factors-of.ts';
import { recurrenceOf } from '../core/lifecycle/recurrence.ts';
import { touchingNow } from '../core/lifecycle/touching.ts';
import type { ReportFactors, ReportRecurrence } from '../core/report/types.ts';
import type { AppendedLook } from './append-entry.ts';

/** What is known of the changes that a look shows; a key is there where there is something of it. */
export interface ShownChanges {
  /** Those that are the third unannounced removal of their year, or more. */
  recurrences?: ReportRecurrence[];
  /** What contributed to how each is met that touches what we use. */
  factors?: ReportFactors[];
}

/** Reads the changes that a look shows once more, as the ledger has them after it. */
export function shownChanges({ findings, state }: AppendedLook, agreement: Agreement): ShownChanges {
  const { partner } = agreement;
  const open = findings.filter((one) => !one.suppressed && one.state === 'confirmed');
  const changes = [...new Set(findings.flatMap(({ change }) => change ?? []))]
    .toSorted()
    .flatMap((ref) => state.changes[ref] ?? []);
  const recurrences = changes.flatMap((change) => {
    const recurrence = recurrenceOf(change, { state, agreement });
    return recurrence ? [{ partner, change: change.ref, ...recurrence }] : [];
  });
  const factors = changes
    .filter((change) => change.closedAt === null && open.some((one) => one.change === change.ref))
    .flatMap((change) => {
      // What came with it and touches nothing that we use is told to nobody.
      const drifts = [...new Set(touchingNow(change, state).map(({ driftKey }) => driftKey))];
      const found = factorsOf({ ...change, drifts }, { state, agreement, side: 'ours' });
      return drifts.length > 0 && found.length > 0 ? [{ partner, change: change.ref, factors: found }] : [];
    });
  return {
    ...(recurrences.length > 0 ? { recurrences } : {}),
    ...(factors.length > 0 ? { factors } : {}),
  };
}
