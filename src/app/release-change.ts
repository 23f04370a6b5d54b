import type { Agreement } from '../core/agreement/types.ts';
import type { Actor, PartnerState } from '../core/ledger/types.ts';
import { waitingFor } from '../core/lifecycle/sendable.ts';
import { type CommitPorts, commit } from './commit.ts';
import { unknownChange } from './unknown-change.ts';

/** What a release did. `already`: nothing was waiting any more. */
export interface Released {
  outcome: 'released' | 'already';
  change: string;
  /** Ids of the notices that may leave now. */
  notices: string[];
  state: PartnerState;
}

/**
 * Lets the held notices of a change leave, by a person's word. Releasing twice does nothing more.
 *
 * @throws ForewarnError `not-found` for a reference that the partner's ledger does not have.
 */
export async function releaseChange(
  ports: CommitPorts,
  on: { agreement: Agreement; ref: string; by: Actor },
): Promise<Released> {
  const { agreement } = on;
  const change = on.ref.toUpperCase();
  let notices: string[] = [];
  const committed = await commit(ports, agreement.partner, {
    by: on.by,
    look: null,
    agreement: agreement.hash,
    propose(state) {
      if (!state.changes[change]) throw unknownChange(change, state);
      notices = waitingFor(state, change).map((one) => one.due.id);
      if (notices.length === 0) return null;
      return { transitions: [{ type: 'released', change, notices }], notices: [], evidence: [] };
    },
  });
  const outcome = committed.outcome === 'appended' ? 'released' : 'already';
  return { outcome, change, notices, state: committed.state };
}
