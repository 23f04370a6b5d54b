import type { Agreement } from '../core/agreement/types.ts';
import { verdictOf } from '../core/drift/verdict.ts';
import { emptyState } from '../core/ledger/fold.ts';
import { lookId } from '../core/ledger/ids.ts';
import type { Actor, Commitment, EntryBody, PartnerState } from '../core/ledger/types.ts';
import { decide } from '../core/lifecycle/decide.ts';
import type { Decision, Look } from '../core/lifecycle/types.ts';
import type { StatusWord } from '../core/status-page/types.ts';
import { failureCounts, type LookedWith } from '../core/why/types.ts';
import { foldOn } from './catch-up.ts';
import { type CommitPorts, commit } from './commit.ts';
import { nameContacts } from './name-contacts.ts';
import { nearestSnapshot } from './snapshots.ts';

/** What a look became. `entry` is null where it changed nothing, or was in the ledger already. */
export interface AppendedLook extends Decision {
  /** The partner's present after the look. */
  state: PartnerState;
  entry: EntryBody | null;
  /** True if this look was in the ledger before: a retry after a crash. */
  already: boolean;
}

/**
 * Decides a look on the ledger's present and commits what follows. On a conflict the same observations are
 * decided again on the newer present; the partner is never called again. Every look is kept as run data;
 * one that changes nothing is kept as that alone.
 */
export async function appendLook(
  ports: CommitPorts,
  on: {
    look: Look;
    agreement: Agreement;
    by: Actor;
    /** Stores what was seen; called once at most, and only if an entry is to be written. */
    evidence?: () => Promise<Commitment[]>;
    /** Wall time of the look, in ms. */
    ms?: number;
    /** What the partner's status page showed, where it was read. */
    statusPage?: StatusWord;
    /** What of ours the look was made with; kept beside it. */
    with?: LookedWith;
  },
): Promise<AppendedLook> {
  const { look, agreement } = on;
  const { partner, environment } = look;
  const id = lookId(partner, environment, look.scheduledTime, ports.sha256, look.vantage);
  const decideOn = async (state: PartnerState) => {
    const named = await nameContacts(ports, agreement, state);
    return decide({ state, look, agreement: named, sha256: ports.sha256, verdictOf });
  };
  let decision: Decision | undefined;
  let evidence: Commitment[] | undefined;
  const committed = await commit(ports, partner, {
    by: on.by,
    look: id,
    agreement: agreement.hash,
    async propose(state) {
      decision = await decideOn(state);
      if (decision.transitions.length === 0 && decision.notices.length === 0) return null;
      evidence ??= (await on.evidence?.()) ?? [];
      return { ...decision, evidence };
    },
  });
  if (committed.outcome === 'already') {
    const near = await nearestSnapshot(ports, partner, { isBefore: ({ looks }) => !looks.includes(id) });
    const before = await foldOn(ports, near ?? emptyState(partner), { until: (body) => body.look === id });
    return { ...(await decideOn(before)), state: committed.state, entry: null, already: true };
  }
  const made = decision as Decision;
  const failures = failureCounts(look.notVerified);
  await ports.runs.record({
    partner,
    environment,
    at: look.at,
    verdict: made.verdict,
    look: id,
    ms: on.ms ?? 0,
    ...(look.vantage === undefined ? {} : { vantage: look.vantage }),
    ...(on.statusPage ? { statusPage: on.statusPage } : {}),
    coverage: look.coverage,
    ...(on.with ? { with: on.with } : {}),
    ...(failures ? { failures } : {}),
  });
  const entry = committed.outcome === 'appended' ? committed.entry : null;
  return { ...made, state: committed.state, entry, already: false };
}
