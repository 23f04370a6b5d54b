import type { PartnerState, Transition } from '../ledger/types.ts';
import { isLatelyClosed, nextReference, reopening } from './changes.ts';
import type { Sighting } from './sightings.ts';
import type { Look } from './types.ts';

type Opening = Extract<Transition, { type: 'change-opened' | 'reopened' }>;

/**
 * Where our use is not known: one change for each new version of their document, with a count and no drifts. The
 * version that was published lately, and is again, opens its own again. Nothing where a change of the same version
 * says more.
 *
 * @param openings what this look opens for drifts.
 */
export function summaryOfDocument(
  state: PartnerState,
  look: Look,
  sightings: readonly Sighting[],
  openings: readonly Opening[],
): Opening[] {
  const document = look.published;
  const differing = sightings.filter(
    (one) => one.touch === 'usage-unknown' && one.facts.source === 'documents' && !one.suppressed,
  );
  const covered = openings.some((one) => one.document !== null);
  if (document === null || covered || differing.length === 0) return [];
  const cell = differing[0]?.facts.cell ?? 'announced';
  const known = Object.values(state.changes).filter((change) => change.document === document);
  if (known.some((change) => change.closedAt === null || change.drifts.length > 0)) return [];
  const last = known.toSorted((a, b) => b.number - a.number)[0];
  if (last?.how === 'accepted') return [];
  if (last && isLatelyClosed(last, look.at)) return [reopening(last, { document, cell })];
  const opened = openings.filter((one) => one.type === 'change-opened').length;
  const change = nextReference(state, opened);
  return [{ type: 'change-opened', change, because: 'document', document, cell, others: differing.length }];
}
