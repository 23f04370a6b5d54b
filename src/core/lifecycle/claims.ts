import { isUnchecked } from '../ledger/apply-change.ts';
import type { NoticeDue, PartnerState, Transition } from '../ledger/types.ts';
import type { NoticeContext } from './notices.ts';
import type { Sighting } from './sightings.ts';
import { openThreads } from './threads.ts';
import { noticeTo } from './to-contact.ts';
import type { Look } from './types.ts';

type ClaimChecked = Extract<Transition, { type: 'claim-checked' }>;

/** What a look says of changes that somebody called fixed: they end with it, or it sees them still. */
export function checkClaims(
  after: PartnerState,
  on: {
    look: Look;
    sightings: readonly Sighting[];
    closed: readonly Extract<Transition, { type: 'change-closed' }>[];
  },
): ClaimChecked[] {
  const seen = new Set(
    on.sightings.filter((one) => one.recorded && !one.suppressed).map((one) => one.driftKey),
  );
  const closed = new Set(on.closed.map((one) => one.change));
  return Object.values(after.changes).flatMap((change): ClaimChecked[] => {
    const claimed = (change.answers ?? []).some((one) => isUnchecked(one) && one.at < on.look.at);
    if (!claimed || change.closedAt !== null) return [];
    if (closed.has(change.ref)) return [{ type: 'claim-checked', change: change.ref, holds: true }];
    const still = change.drifts.some((key) => after.drifts[key]?.change === change.ref && seen.has(key));
    return still ? [{ type: 'claim-checked', change: change.ref, holds: false }] : [];
  });
}

/** That a change is still seen is said once for each claim: to ours, and to theirs where the claim was theirs. */
export function claimNotices(claims: readonly ClaimChecked[], on: NoticeContext): NoticeDue[] {
  return claims
    .filter((claim) => !claim.holds)
    .flatMap(({ change: ref }) => {
      const change = on.after.changes[ref];
      const claim = on.before.changes[ref]?.answers?.filter(isUnchecked).at(-1);
      if (!change || !claim) return [];
      return openThreads(change, on.after)
        .filter(({ side }) => side === 'ours' || claim.side === 'theirs')
        .map((to) => noticeTo(change, 'still-there', to, on));
    });
}
