import type { Agreement } from '../agreement/types.ts';
import { comingSteps } from '../coming/kept-dates.ts';
import { heardSteps } from '../feed/heard-steps.ts';
import type { Sha256 } from '../hash.ts';
import { isOpen } from '../ledger/apply-drift.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import { applyTransitions } from '../ledger/fold.ts';
import {
  type DriftFacts,
  environmentKey,
  type NoticeDue,
  type PartnerState,
  type Transition,
} from '../ledger/types.ts';
import { blindness, type SightNews } from './blindness.ts';
import { endedChanges, placeInChanges, saysItGoes } from './changes.ts';
import { checkClaims, claimNotices } from './claims.ts';
import { type DriftStep, stepSeen, stepUnseen } from './drift-step.ts';
import { livedFindings } from './lived-findings.ts';
import { type NoticeContext, noticesOfChange, sightNotices } from './notices.ts';
import { type Sighting, sightingsOf } from './sightings.ts';
import { summaryOfDocument } from './summary.ts';
import type { Decision, Look, VerdictOf } from './types.ts';
import { fromHere, isAccepted, isSeenElsewhere, isSeenFromElsewhere } from './vantages.ts';

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
  const on = { published: look.published, others, at: look.at };
  const { opened, reopened, confirmed } = placeInChanges(state, confirmations, on);
  const summary = summaryOfDocument(state, look, sightings, [...opened, ...reopened]);
  const moved: Transition[] = [];
  if (look.published !== null && look.published !== here.published) {
    const { environment, published } = look;
    moved.push({ type: 'published', environment, from: here.published, to: published });
  }
  const lives = steps.filter((step) => step.type !== 'confirmed');
  moved.push(...opened, ...reopened, ...summary, ...lives, ...confirmed);
  const ending = applyTransitions(state, look.at, moved);
  const closed = endedChanges(ending);
  const claims = checkClaims(ending, { look, sightings, closed });
  const ended: Transition[] = [...claims, ...closed];

  const lived = applyTransitions(state, look.at, [...moved, ...ended]);
  const findings = livedFindings({ look, before: state, after: lived, confirmed });
  const { verdict, sources } = input.verdictOf({ ...look, findings });
  const sight = blindness(state, look, sources, input.agreement.maxAgeMs);
  const heard = heardSteps(state.feeds, look.feeds ?? [], look.at);
  const last: Transition[] = [...comingSteps(lived, look), ...heard, ...sight.transitions];
  // That nothing is seen from here says nothing of what another place sees.
  if (!sight.elsewhere && (verdict !== here.verdict || !sameSources(sources, here.sources))) {
    last.push({ type: 'verdict', environment: look.environment, from: here.verdict, to: verdict, sources });
  }
  const transitions = [...moved, ...ended, ...last];
  const after = applyTransitions(lived, look.at, last);
  const notices = [
    ...noticesAfter(input, after, sight.tell),
    ...claimNotices(claims, noticeContext(input, after)),
  ];
  return { transitions, notices, verdict, sources, findings };
}

function driftSteps(input: DecideInput, sightings: readonly Sighting[]): DriftStep[] {
  const { state, look } = input;
  const key = environmentKey(look.environment);
  const firstLook = environmentState(state, look.environment).firstLook === null;
  const { published } = environmentState(state, look.environment);
  const on = { look, confirm: input.agreement.policy.confirm, firstLook, published };
  const { maxAgeMs } = input.agreement;
  const present = new Map(sightings.map((one) => [one.driftKey, one]));
  let begun = 0;
  const seen = sightings.flatMap((sighting): DriftStep[] => {
    const life = state.drifts[sighting.driftKey]?.environments[key];
    if (sighting.suppressed || isAccepted(state, sighting.facts)) return [];
    const elsewhere =
      sighting.liveOnly &&
      (isSeenElsewhere(state, sighting.facts, { look, maxAgeMs }) ||
        isSeenFromElsewhere(life, sighting.facts, { look, maxAgeMs }));
    const steps = stepSeen(sighting, life, { ...on, elsewhere }).map((step) => fromHere(step, life, look));
    if (!isOpen(life) && steps.length > 0 && ++begun > MAX_NEW_DRIFTS) return [];
    return steps;
  });
  const proven = new Set(seen.flatMap((step) => (step.type === 'confirmed' ? [step.drift.driftKey] : [])));
  // What was said to go and may be gone since is not over: it is taken on by what shows that.
  const comesTrue = (facts: DriftFacts) =>
    sightings.some(
      (one) =>
        one.facts.inForce &&
        saysItGoes(facts, one.facts) &&
        !proven.has(one.driftKey) &&
        state.drifts[one.driftKey]?.environments[key]?.state !== 'confirmed',
    );
  const unseen = Object.keys(state.drifts)
    .filter((driftKey) => !present.has(driftKey))
    .toSorted()
    .flatMap((driftKey) => {
      const life = state.drifts[driftKey]?.environments[key];
      return isOpen(life) && !comesTrue(life.facts) ? stepUnseen(driftKey, life, on) : [];
    });
  return [...seen, ...unseen];
}

function noticesAfter(input: DecideInput, after: PartnerState, tell: readonly SightNews[]): NoticeDue[] {
  const { state: before } = input;
  const on = noticeContext(input, after);
  const superseded = Object.values(after.changes).some(
    (one) => !before.changes[one.ref] && one.document !== null,
  );
  const changes = Object.values(after.changes)
    .filter((change) => change.closedAt === null || before.changes[change.ref]?.closedAt === null)
    .filter((change) => !(superseded && change.closedAt !== null && change.drifts.length === 0))
    .toSorted((a, b) => a.number - b.number);
  return [...changes.flatMap((change) => noticesOfChange(change, on)), ...sightNotices(tell, on)];
}

function noticeContext(input: DecideInput, after: PartnerState): NoticeContext {
  const { state: before, look, agreement, sha256 } = input;
  return { before, after, agreement, environment: look.environment, sha256 };
}

function sameSources(a: Decision['sources'], b: Decision['sources'] | null): boolean {
  return b !== null && (Object.keys(a) as (keyof typeof a)[]).every((source) => a[source] === b[source]);
}
