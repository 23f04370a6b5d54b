import { ForewarnError } from '../core/errors.ts';
import { foldEntry } from '../core/ledger/fold.ts';
import { sealEntry } from '../core/ledger/seal.ts';
import type {
  Actor,
  Commitment,
  EntryBody,
  NoticeDue,
  PartnerState,
  Transition,
} from '../core/ledger/types.ts';
import { catchUp } from './catch-up.ts';
import { finishedDays } from './finished-days.ts';
import type { Ports } from './ports.ts';
import { keepSnapshot } from './snapshots.ts';

export type CommitPorts = Pick<
  Ports,
  | 'calendar'
  | 'monotonic'
  | 'sha256'
  | 'ledger'
  | 'projections'
  | 'snapshots'
  | 'runs'
  | 'contacts'
  | 'toolVersion'
  | 'rulesVersion'
>;

/** What is to become so, or null if nothing is. Asked again, of a newer state, when somebody else was faster. */
export type Proposal = { transitions: Transition[]; notices: NoticeDue[]; evidence: Commitment[] } | null;

/** What became of a commit. `state` is the present after it. */
export type Committed =
  | { outcome: 'appended'; before: PartnerState; state: PartnerState; entry: EntryBody }
  | { outcome: 'nothing' | 'already'; state: PartnerState };

const ATTEMPTS = 20;

/**
 * The one way into the ledger: folds it to its head, asks what follows, and puts head + 1. If that sequence
 * was taken meanwhile, it folds and asks again; a look that is in the ledger already is success.
 *
 * @throws ForewarnError `storage` if others were faster 20 times running.
 */
export async function commit(
  ports: CommitPorts,
  partner: string,
  on: {
    by: Actor;
    look: string | null;
    agreement: string | null;
    propose(state: PartnerState): Proposal | Promise<Proposal>;
  },
): Promise<Committed> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await catchUp(ports, partner);
    if (on.look !== null && before.looks.includes(on.look)) return { outcome: 'already', state: before };
    const proposal = await on.propose(before);
    if (!proposal) return { outcome: 'nothing', state: before };
    const now = ports.calendar.now().toISOString();
    const at = before.at !== null && before.at > now ? before.at : now;
    const day = await finishedDays(ports.runs, before, at);
    const entry: EntryBody = {
      v: 1,
      partner,
      seq: before.seq + 1,
      prev: before.head,
      at,
      look: on.look,
      clock: ports.calendar.kind,
      by: on.by,
      tool: { version: ports.toolVersion, rules: ports.rulesVersion ?? '1' },
      agreement: on.agreement,
      transitions: [...day, ...proposal.transitions],
      notices: proposal.notices,
      evidence: proposal.evidence,
    };
    const sealed = sealEntry(entry, ports.sha256);
    if ((await ports.ledger.append(partner, sealed)) === 'appended') {
      const state = foldEntry(before, entry, sealed.hash);
      await ports.projections.write(state);
      await keepSnapshot(ports, state);
      return { outcome: 'appended', before, state, entry };
    }
    await ports.monotonic.sleep(attempt * 5);
  }
  throw new ForewarnError(
    'storage',
    `The ledger of ${partner} was written to by others ${ATTEMPTS} times running.`,
    {
      fix: 'Try again; fewer processes should check one partner at the same time.',
    },
  );
}
