import type { Agreement, Journey } from '../../core/agreement/types.ts';
import { daysBetween } from '../../core/drift/calendar.ts';
import type { Change, DriftInEnvironment, PartnerState } from '../../core/ledger/types.ts';

/**
 * What would have broken in production without a warning: for whom, how it hurts, and how many days lay
 * between our notice and the day on which production followed.
 */
export function* aftermath(
  state: PartnerState,
  on: { agreements: readonly Agreement[]; journeys: readonly Journey[] },
): Generator<string> {
  const name = on.agreements.find((one) => one.partner === state.partner)?.name ?? state.partner;
  for (const change of Object.values(state.changes).filter(({ closedAt }) => closedAt === null)) {
    const lives = livesIn(state, change, 'production').filter((life) => life.facts.inForce);
    const shipped = lives.map((life) => life.confirmedAt ?? life.since).sort()[0];
    if (!shipped) continue;
    const told = firstTold(state, change);
    const days = told === null ? 0 : daysBetween(told, shipped);
    yield `${change.ref}, ${name}: what touches us reached production on ${shipped.slice(0, 10)}.`;
    for (const journey of touched(lives, on.journeys)) {
      yield `  ${journey.title} (${journey.who}): ${journey.hurts}.`;
    }
    yield `  We were told on ${told?.slice(0, 10) ?? 'no day'}: ${days} days of warning.`;
  }
}

function livesIn(state: PartnerState, change: Change, environment: string): DriftInEnvironment[] {
  return change.drifts.flatMap((key) => state.drifts[key]?.environments[environment] ?? []);
}

function firstTold(state: PartnerState, change: Change): string | null {
  const sent = Object.values(state.notices)
    .filter(({ due, sentAt }) => due.change === change.ref && due.side === 'ours' && sentAt !== null)
    .map(({ sentAt }) => sentAt as string);
  return sent.sort()[0] ?? null;
}

function touched(lives: readonly DriftInEnvironment[], journeys: readonly Journey[]): Journey[] {
  const ids = new Set(lives.flatMap((life) => life.facts.affects.flatMap((one) => one.journeys)));
  return journeys.filter((journey) => ids.has(journey.id));
}
