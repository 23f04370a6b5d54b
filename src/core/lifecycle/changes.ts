import { announcesEnd } from '../drift/announces-end.ts';
import type { Cell } from '../drift/finding.ts';
import { groupBy } from '../group-by.ts';
import { isAlive } from '../ledger/apply-drift.ts';
import { changeNumber } from '../ledger/apply-transition.ts';
import {
  type Change,
  type ChangeEnd,
  type DriftFacts,
  environmentKey,
  type PartnerState,
  type Transition,
} from '../ledger/types.ts';
import { effectRank, followsDocument, hurtsNow } from './cells.ts';
import type { DriftStep } from './drift-step.ts';

type Confirmation = Extract<DriftStep, { type: 'confirmed' }>;
type Opened = Extract<Transition, { type: 'change-opened' }>;
type Reopened = Extract<Transition, { type: 'reopened' }>;

/** Reference of a partner's next change: `ACME-PAY-12`. */
export function nextReference(state: PartnerState, opened: number): string {
  const last = Math.max(0, ...Object.keys(state.changes).map(changeNumber));
  return `${state.partner.toUpperCase()}-${last + opened + 1}`;
}

/**
 * Puts every drift confirmed in one look into its change: the one it is in already, the one it was in until lately
 * (which opens again), that of its document version, or a new one with all that this look confirms of the same
 * document version or the same cell.
 */
export function placeInChanges(
  state: PartnerState,
  confirmations: readonly Confirmation[],
  on: { published: string | null; others: number; at: string },
): {
  opened: Opened[];
  reopened: Reopened[];
  confirmed: Extract<Transition, { type: 'confirmed' }>[];
} {
  const documentOf = (drift: DriftFacts) => (followsDocument(drift) ? on.published : null);
  const groupOf = ({ drift }: Confirmation) => documentOf(drift) ?? `cell ${drift.cell}`;
  const homes = new Map<Confirmation, string>();
  const back = new Map<string, string>();
  for (const one of confirmations) {
    const former = formerChangeOf(state, one, on.at);
    const home =
      openChangeOf(state, one.drift.driftKey) ??
      former?.ref ??
      changeThatSaidSo(state, one.drift) ??
      changeOfDocument(state, documentOf(one.drift), one.drift);
    if (home) homes.set(one, home);
    if (home && former?.ref === home && former.closedAt !== null && !back.has(groupOf(one)))
      back.set(groupOf(one), home);
  }
  for (const one of confirmations) {
    const home = back.get(groupOf(one));
    if (home && !homes.has(one)) homes.set(one, home);
  }
  const groups = groupBy(
    confirmations.filter((one) => !homes.has(one)),
    groupOf,
  );
  const speakerOf = (members: readonly Confirmation[]) =>
    members.find((one) => hurtsNow(one.drift)) ?? (members[0] as Confirmation);
  const opened = [...groups.values()].map((members, index): Opened => {
    const change = nextReference(state, index);
    for (const one of members) homes.set(one, change);
    const { drift } = speakerOf(members);
    const document = documentOf(drift);
    const because = document === null ? 'look' : 'document';
    return { type: 'change-opened', change, because, document, cell: drift.cell, others: on.others };
  });
  const closed = new Set([...homes.values()].filter((ref) => state.changes[ref]?.closedAt));
  const reopened = [...closed].map((ref): Reopened => {
    const { drift } = speakerOf(confirmations.filter((one) => homes.get(one) === ref));
    return reopening(state.changes[ref] as Change, { document: documentOf(drift), cell: drift.cell });
  });
  const confirmed = confirmations.map((one) => ({ ...one, change: homes.get(one) as string }));
  return { opened, reopened, confirmed };
}

/** A change that is back counts one more occurrence. */
export function reopening(change: Change, on: { document: string | null; cell: Cell }): Reopened {
  return { type: 'reopened', change: change.ref, occurrence: change.occurrence + 1, ...on };
}

/** For so long after its end a change opens again where the same difference is back; afterwards a new one opens. */
export const REOPEN_DAYS = 14;

/** True if what comes back at `at` is still the same change. */
export function isLatelyClosed(change: Change, at: string): boolean {
  if (change.closedAt === null || change.how === 'accepted') return false;
  return Date.parse(at) - Date.parse(change.closedAt) <= REOPEN_DAYS * DAY_MS;
}

const DAY_MS = 86_400_000;

/** The last change that a drift was in, if that is open, or was when the drift came back. */
function formerChangeOf(state: PartnerState, one: Confirmation, at: string): Change | undefined {
  const { driftKey } = one.drift;
  const life = state.drifts[driftKey]?.environments[environmentKey(one.environment)];
  const since = life?.state === 'suspected' ? life.since : at;
  const last = Object.values(state.changes)
    .filter((change) => change.drifts.includes(driftKey))
    .toSorted((a, b) => b.number - a.number)[0];
  return last && (last.closedAt === null || isLatelyClosed(last, since)) ? last : undefined;
}

/** The change that a drift is in, as long as it is open. */
function openChangeOf(state: PartnerState, driftKey: string): string | undefined {
  const drift = state.drifts[driftKey];
  if (!drift?.change || !isAlive(drift)) return undefined;
  const change = state.changes[drift.change];
  return change && change.closedAt === null ? change.ref : undefined;
}

/** The open change in which the place was said to go, before it was seen to be gone: it goes on in the same thread. */
function changeThatSaidSo(state: PartnerState, drift: DriftFacts): string | undefined {
  if (!hurtsNow(drift)) return undefined;
  const told = Object.values(state.drifts).find(({ environments }) =>
    Object.values(environments).some(({ state, facts }) => state === 'confirmed' && saysItGoes(facts, drift)),
  );
  return told?.change && state.changes[told.change]?.closedAt === null ? told.change : undefined;
}

/** True if `told` said that the place of `drift` will go. */
export function saysItGoes(told: DriftFacts, drift: Pick<DriftFacts, 'subject' | 'driftKey'>): boolean {
  return told.subject === drift.subject && told.driftKey !== drift.driftKey && announcesEnd(told);
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
export function endedChanges(after: PartnerState): Extract<Transition, { type: 'change-closed' }>[] {
  const published = new Set(Object.values(after.environments).map((one) => one.published));
  return Object.values(after.changes)
    .filter((change) => {
      if (change.closedAt !== null) return false;
      if (change.drifts.length === 0) return change.document !== null && !published.has(change.document);
      return change.drifts.every((key) => {
        const drift = after.drifts[key];
        return !drift || drift.change !== change.ref || !isAlive(drift);
      });
    })
    .map((change) => ({ type: 'change-closed', change: change.ref, how: endOf(change, after) }));
}

/** A change is taken back where nothing of it came to pass since it opened, or was there for a further look. */
function endOf(change: Change, after: PartnerState): ChangeEnd {
  const since = change.reopened?.at ?? change.openedAt;
  const lives = change.drifts
    .flatMap((key) => Object.values(after.drifts[key]?.environments ?? {}))
    .filter((life) => life.confirmedAt !== null && life.confirmedAt >= since);
  return lives.length > 0 && lives.every((life) => life.state === 'retracted') ? 'retracted' : 'resolved';
}
