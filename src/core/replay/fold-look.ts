import type { Sha256 } from '../hash.ts';
import { foldEntry } from '../ledger/fold.ts';
import { lookId } from '../ledger/ids.ts';
import { sealEntry } from '../ledger/seal.ts';
import type { EntryBody, PartnerState } from '../ledger/types.ts';
import type { Decision, Look } from '../lifecycle/types.ts';

/** The state once a decision stands in the ledger; the same state where it says nothing new. */
export function foldLook(
  state: PartnerState,
  look: Look,
  { transitions, notices }: Pick<Decision, 'transitions' | 'notices'>,
  on: { agreement: string; sha256: Sha256 },
): PartnerState {
  if (transitions.length === 0 && notices.length === 0) return state;
  const entry: EntryBody = {
    v: 1,
    partner: state.partner,
    seq: state.seq + 1,
    prev: state.head,
    at: state.at !== null && state.at > look.at ? state.at : look.at,
    look: lookId(look.partner, look.environment, look.scheduledTime, on.sha256),
    clock: 'simulated',
    by: { kind: 'schedule', id: 'replay' },
    tool: { version: 'replay', rules: '1' },
    agreement: on.agreement,
    transitions,
    notices,
    evidence: [],
  };
  return foldEntry(state, entry, sealEntry(entry, on.sha256).hash);
}
