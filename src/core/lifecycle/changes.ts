import { groupBy } from '../group-by.ts';
import { isAlive } from '../ledger/apply-drift.ts';
import { changeNumber } from '../ledger/apply-transition.ts';
import type { Change, DriftFacts, PartnerState, Transition } from '../ledger/types.ts';
import { effectRank, followsDocument, hurtsNow } from './cells.ts';
import type { DriftStep } from './drift-step.ts';

type Confirmation = Extract<DriftStep, { type: 'confirmed' }>;
type Opened = Extract<Transition, { type: 'change-opened' }>;

/** Reference of a partner's next change: `ACME-PAY-12`. */
export function nextReference(state: PartnerState, opened: number): string {
  const last = Math.max(0, ...Object.keys(state.changes).map(changeNumber));
  return `${state.partner.toUpperCase()}-${last + opened + 1}`;
}

/**
 * Puts every drift confirmed in one look into its change: the one it is in already, that of its document
 * version, or a new one with all that this look confirms of the same document version or the same cell.
 */
export function placeInChanges(
  state: PartnerState,
  confirmations: readonly Confirmation[],
  on: { published: string | null; others: number },
): { opened: Opened[]; confirmed: Extract<Transition, { type: 'confirmed' }>[] } {
  const documentOf = (drift: DriftFacts) => (followsDocument(drift) ? on.published : null);
  const homes = new Map<Confirmation, string>();
  for (const one of confirmations) {
    const home =
      openChangeOf(state, one.drift.driftKey) ?? changeOfDocument(state, documentOf(one.drift), one.drift);
    if (home) homes.set(one, home);
  }
  const groups = groupBy(
    confirmations.filter((one) => !homes.has(one)),
    ({ drift }) => documentOf(drift) ?? `cell ${drift.cell}`,
  );
  const opened = [...groups.values()].map((members, index): Opened => {
    const change = nextReference(state, index);
    for (const one of members) homes.set(one, change);
    const speaker = members.find((one) => hurtsNow(one.drift)) ?? (members[0] as Confirmation);
    const document = documentOf(speaker.drift);
    const because = document === null ? 'look' : 'document';
    return { type: 'change-opened', change, because, document, cell: speaker.drift.cell, others: on.others };
  });
  return { opened, confirmed: confirmations.map((one) => ({ ...one, change: homes.get(one) as string })) };
}

/** The change that a drift is in, as long as it is open. */
function openChangeOf(state: PartnerState, driftKey: string): string | undefined {
  const drift = state.drifts[driftKey];
  if (!drift?.change || !isAlive(drift)) return undefined;
  const change = state.changes[drift.change];
  return change && change.closedAt === null ? change.ref : undefined;
}

/** The open change of a document version, if what comes later belongs into it: it hurts now, or is said already. */
function changeOfDocument(
  state: PartnerState,
  document: string | null,
  drift: DriftFacts,
): string | undefined {
  if (document === null) return undefined;
  return Object.values(state.changes)
    .filter((change) => change.closedAt === null && change.document === document && change.drifts.length > 0)
    .toSorted((a, b) => b.number - a.number)
    .find((change) => hurtsNow(drift) || isCovered(state, change, drift))?.ref;
}

/** True if the change already says as much, or worse, about the same operation. */
export function isCovered(state: PartnerState, change: Change, drift: DriftFacts): boolean {
  return change.drifts
    .flatMap((key) => (state.drifts[key] ? Object.values(state.drifts[key].environments) : []))
    .filter((life) => life.state === 'confirmed' && operationOf(life.facts) === operationOf(drift))
    .some((life) => effectRank(life.facts.effect) <= effectRank(drift.effect));
}

function operationOf(drift: DriftFacts): string {
  return drift.operation ? `${drift.operation.method} ${drift.operation.path}` : '';
}

/** Changes whose every drift has ended, and document summaries whose version nobody publishes any more. */
export function endedChanges(after: PartnerState): Change[] {
  const published = new Set(Object.values(after.environments).map((one) => one.published));
  return Object.values(after.changes).filter((change) => {
    if (change.closedAt !== null) return false;
    if (change.drifts.length === 0) return change.document !== null && !published.has(change.document);
    return change.drifts.every((key) => {
      const drift = after.drifts[key];
      return !drift || drift.change !== change.ref || !isAlive(drift);
    });
  });
}
