import type { Agreement } from '../core/agreement/types.ts';
import type { Actor, PartnerState } from '../core/ledger/types.ts';
import { acceptStanding } from '../core/lifecycle/answer.ts';
import { type CommitPorts, commit } from './commit.ts';

/** What was taken over: environments and how many known differences of each. */
export interface Adopted {
  /** By environment; null: documents only. */
  environments: { environment: string | null; differences: number }[];
  state: PartnerState;
}

/** Takes over the known differences of a partner, by a person's word. Doing it again does nothing more. */
export async function adoptStanding(
  ports: CommitPorts,
  on: { agreement: Agreement; by: Actor },
): Promise<Adopted> {
  const counts = new Map<string | null, number>();
  const { state } = await commit(ports, on.agreement.partner, {
    by: on.by,
    look: null,
    agreement: on.agreement.hash,
    propose(before) {
      counts.clear();
      const transitions = acceptStanding(before, on.by);
      for (const { environment } of transitions) counts.set(environment, (counts.get(environment) ?? 0) + 1);
      return transitions.length > 0 ? { transitions, notices: [], evidence: [] } : null;
    },
  });
  const environments = [...counts].map(([environment, differences]) => ({ environment, differences }));
  return { environments, state };
}
