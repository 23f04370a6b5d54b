import type { Cell, Verdict } from '../core/drift/finding.ts';
import { emptyState } from '../core/ledger/fold.ts';
import type { NoticeStep, PartnerState, Side } from '../core/ledger/types.ts';
import { foldOn } from './catch-up.ts';
import type { Ports } from './ports.ts';
import { nearestSnapshot } from './snapshots.ts';

/** A partner as it was known at an instant: what had happened by then and nothing that came after. */
export interface KnownThen {
  partner: string;
  asOf: string;
  /** Entries by then, and the hash of the last. */
  entries: number;
  head: string;
  environments: {
    environment: string | null;
    verdict: Verdict | null;
    since: string | null;
    blindSince: string | null;
  }[];
  open: { change: string; cell: Cell; openedAt: string; drifts: string[] }[];
  told: {
    notice: string;
    change: string | null;
    side: Side;
    step: NoticeStep;
    due: string;
    sentAt: string | null;
    held: boolean;
  }[];
}

/** The fold of a partner's ledger up to the last entry at or before an instant (ISO 8601 UTC). */
export async function knownThen(
  ports: Pick<Ports, 'ledger' | 'snapshots'>,
  partner: string,
  asOf: string,
): Promise<KnownThen> {
  const near = await nearestSnapshot(ports, partner, { until: asOf });
  const state = await foldOn(ports, near ?? emptyState(partner), { until: (body) => body.at > asOf });
  return { partner, asOf, entries: state.seq, head: state.head, ...stateThen(state) };
}

function stateThen(state: PartnerState): Pick<KnownThen, 'environments' | 'open' | 'told'> {
  return {
    environments: Object.entries(state.environments).map(([name, one]) => ({
      environment: name === '' ? null : name,
      verdict: one.verdict,
      since: one.since,
      blindSince: one.blind?.since ?? null,
    })),
    open: Object.values(state.changes)
      .filter(({ closedAt }) => closedAt === null)
      .map(({ ref, cell, openedAt, drifts }) => ({
        change: ref,
        cell,
        openedAt,
        drifts: drifts.flatMap((key) => {
          const life = Object.values(state.drifts[key]?.environments ?? {})[0];
          return life ? [`${life.facts.rule} at ${life.facts.subject}`] : [];
        }),
      })),
    told: Object.values(state.notices).map(({ due, at, sentAt, releasedAt }) => ({
      notice: due.id,
      change: due.change,
      side: due.side,
      step: due.step,
      due: at,
      sentAt,
      held: due.held && releasedAt === null,
    })),
  };
}
