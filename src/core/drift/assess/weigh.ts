import { effectOf } from '../../usage/effect.ts';
import type { Affected, Cell, Effect, Finding } from '../finding.ts';
import { driftKey, fingerprint } from '../fingerprint.ts';
import { isPending } from '../pending.ts';
import { isSuppressed, severityOf } from '../severity.ts';
import { neighbour, sightElsewhere, stageOf } from '../stage.ts';
import { isInForce } from '../triangulate.ts';
import type { AssessInput, Candidate } from './types.ts';

/** Weighs a candidate for us: effect, severity, stage, who feels it. null: policy switched its rule off. */
export function weigh(candidate: Candidate, input: AssessInput): Finding | null {
  const { difference } = candidate;
  const severity = severityOf(difference, input.agreement.policy.severity);
  if (severity === 'none') return null;
  const partner = input.agreement.partner;
  // The same place of their API and of ours are two subjects.
  const key = driftKey(input.ourSide ? `${partner} ours` : partner, difference, input.sha256);
  const print = fingerprint(difference, input.sha256);
  const usage = candidate.source === 'documents' ? (input.ourMoves?.usage ?? input.usage) : input.usage;
  const weight = effectOf(difference, usage, input.journeys, partner);
  const inForce = isInForce(candidate.cell);
  const beside = neighbour(input.agreement, input.environment);
  const other = beside ? sightElsewhere(input.state, key, beside.name, input.neighbourFresh) : 'unseen';
  const exceptions = [...input.agreement.policy.ignore, ...input.agreement.policy.accepted];
  const change = input.state.drifts[key]?.change ?? null;
  return {
    ...difference,
    partner,
    environment: input.environment,
    source: candidate.source,
    alsoIn: candidate.alsoIn,
    severity,
    effect: effectIn(candidate, weight.effect),
    usageGrade: candidate.shownBy.length > 0 ? shownGrade(candidate, input) : weight.usageGrade,
    cell: candidate.cell,
    partial: candidate.partial,
    stage: stageOf(inForce, other, beside?.role ?? 'alone'),
    affects: withShown(weight.affects, candidate, input),
    fingerprint: print,
    driftKey: key,
    suppressed: isSuppressed(difference, { fingerprint: print, change }, exceptions, input.now),
    inForce,
  };
}

const MAY_BREAK: ReadonlySet<Cell> = new Set<Cell>([
  'baseline-behind',
  'documents-behind',
  'ours-undocumented',
]);

/** What an interaction of ours really ran into breaks it, whatever the documents alone would say. */
function effectIn(candidate: Candidate, byUsage: Effect): Effect {
  if (isPending(candidate.difference)) return 'none';
  if (MAY_BREAK.has(candidate.cell)) return 'may-break';
  const ranInto = candidate.shownBy.length > 0 && isInForce(candidate.cell);
  return ranInto && candidate.difference.level !== 'info' ? 'breaks' : byUsage;
}

/** What an interaction ran into is known from a pact, unless a document alone proposed each that did. */
function shownGrade({ shownBy }: Candidate, { usage }: AssessInput): 'pact' | 'declared' {
  const proposed = usage.operations.flatMap(({ by }) => by.filter(({ grade }) => grade === 'declared'));
  const isProposed = shownBy.every(({ pact, interaction }) =>
    proposed.some((one) => one.pact === pact && one.interaction === interaction),
  );
  return isProposed ? 'declared' : 'pact';
}

function withShown(affects: Affected[], candidate: Candidate, input: AssessInput): Affected[] {
  const missing = candidate.shownBy.filter(
    (by) => !affects.some((one) => one.pact === by.pact && one.interaction === by.interaction),
  );
  return [
    ...affects,
    ...missing.map((by) => ({
      ...by,
      journeys: input.journeys
        .filter((journey) =>
          journey.steps.some(
            (step) => step.partner === input.agreement.partner && step.interaction === by.interaction,
          ),
        )
        .map((journey) => journey.id),
    })),
  ];
}
