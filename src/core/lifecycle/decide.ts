import type { Agreement } from '../agreement/types.ts';
import type { Sha256 } from '../hash.ts';
import { isOpen } from '../ledger/apply-drift.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import { applyTransitions } from '../ledger/fold.ts';
import { environmentKey, type NoticeDue, type PartnerState, type Transition } from '../ledger/types.ts';
import { blindness } from './blindness.ts';
import { endedChanges, nextReference, placeInChanges } from './changes.ts';
import { type DriftStep, stepSeen, stepUnseen } from './drift-step.ts';
import { livedFindings } from './lived-findings.ts';
import { noticesOfChange, sightNotices } from './notices.ts';
import { type Sighting, sightingsOf } from './sightings.ts';
import type { Decision, Look, VerdictOf } from './types.ts';

/** What a decision is made from. */
export interface DecideInput {
  /** The fold up to the ledger's head. */
  state: PartnerState;
  look: Look;
  agreement: Agreement;
  sha256: Sha256;
  verdictOf: VerdictOf;
}

/** At most so many drifts begin in one look; the rest begin in the next. Keeps an entry within what a table holds. */
const MAX_NEW_DRIFTS = 2000;

/**
 * What follows from a look: how each drift's life goes on, which changes open and close, who must be told,
 * and the verdict. Pure: the same state and look always give the same decision. A look that changes
 * nothing gives no transition and no notice.
 */
export function decide(input: DecideInput): Decision {
  const { state, look } = input;
  const here = environmentState(state, look.environment);
  const sightings = sightingsOf(look);
  const steps = driftSteps(input, sightings);
  const others = sightings.filter((one) => !one.recorded).length;
  const confirmations = steps.filter((step) => step.type === 'confirmed');
  const { opened, confirmed } = placeInChanges(state, confirmations, { published: look.published, others });
  const summary = summaryChange(
    input,
    sightings,
    opened.length,
    opened.some((one) => one.because === 'document'),
  );
  const moved: Transition[] = [];
  if (look.published !== null && look.published !== here.published) {
    const { environment, published } = look;
    moved.push({ type: 'published', environment, from: here.published, to: published });
  }
  moved.push(...opened, ...summary, ...steps.filter((step) => step.type !== 'confirmed'), ...confirmed);
  const ended = endedChanges(applyTransitions(state, look.at, moved)).map(
    (change): Transition => ({ type: 'change-closed', change: change.ref, how: 'resolved' }),
  );

  const lived = applyTransitions(state, look.at, [...moved, ...ended]);
  const findings = livedFindings({ look, before: state, after: lived, confirmed });
  const { verdict, sources } = input.verdictOf({ ...look, findings });
  const sight = blindness(state, look, sources, input.agreement.maxAgeMs);
  const last: Transition[] = sight.transition ? [sight.transition] : [];
  if (verdict !== here.verdict || !sameSources(sources, here.sources)) {
    last.push({ type: 'verdict', environment: look.environment, from: here.verdict, to: verdict, sources });
  }
  const transitions = [...moved, ...ended, ...last];
  const after = applyTransitions(lived, look.at, last);
  return { transitions, notices: noticesAfter(input, after, sight.tell), verdict, sources, findings };
}

function driftSteps(input: DecideInput, sightings: readonly Sighting[]): DriftStep[] {
  const { state, look } = input;
  const key = environmentKey(look.environment);
  const firstLook = environmentState(state, look.environment).firstLook === null;
  const on = { look, confirm: input.agreement.policy.confirm, firstLook };
  const present = new Map(sightings.map((one) => [one.driftKey, one]));
  let begun = 0;
  const seen = sightings.flatMap((sighting): DriftStep[] => {
    const life = state.drifts[sighting.driftKey]?.environments[key];
    if (sighting.suppressed) return [];
    const steps = stepSeen(sighting, life, on);
    if (!isOpen(life) && steps.length > 0 && ++begun > MAX_NEW_DRIFTS) return [];
    return steps;
  });
  const unseen = Object.keys(state.drifts)
    .filter((driftKey) => !present.has(driftKey))
    .toSorted()
    .flatMap((driftKey) => {
      const life = state.drifts[driftKey]?.environments[key];
      return isOpen(life) ? stepUnseen(driftKey, life, look) : [];
    });
  return [...seen, ...unseen];
}

/** Where nobody told what we use, each new version of their document is one change, told once as a summary. */
function summaryChange(
  { state, look }: DecideInput,
  sightings: readonly Sighting[],
  opened: number,
  covered: boolean,
): Extract<Transition, { type: 'change-opened' }>[] {
  const document = look.published;
  const differing = sightings.filter(
    (one) => one.touch === 'usage-unknown' && one.facts.source === 'documents' && !one.suppressed,
  );
  if (document === null || covered || differing.length === 0) return [];
  if (Object.values(state.changes).some((change) => change.document === document)) return [];
  const cell = differing[0]?.facts.cell ?? 'announced';
  const change = nextReference(state, opened);
  return [{ type: 'change-opened', change, because: 'document', document, cell, others: differing.length }];
}

function noticesAfter(input: DecideInput, after: PartnerState, tell: 'blind' | 'sight' | null): NoticeDue[] {
  const { state: before, look, agreement, sha256 } = input;
  const on = { before, after, agreement, environment: look.environment, sha256 };
  const superseded = Object.values(after.changes).some(
    (one) => !before.changes[one.ref] && one.document !== null,
  );
  const changes = Object.values(after.changes)
    .filter((change) => change.closedAt === null || before.changes[change.ref]?.closedAt === null)
    .filter((change) => !(superseded && change.closedAt !== null && change.drifts.length === 0))
    .toSorted((a, b) => a.number - b.number);
  return [
    ...changes.flatMap((change) => noticesOfChange(change, on)),
    ...(tell ? sightNotices(tell, on) : []),
  ];
}

function sameSources(a: Decision['sources'], b: Decision['sources'] | null): boolean {
  return b !== null && (Object.keys(a) as (keyof typeof a)[]).every((source) => a[source] === b[source]);
}
