import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import { plannedSteps } from '../adapters/pact/planned-steps.ts';
import type { WalkedJourney } from '../app/check-journey.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import { isCalled } from '../app/walk-journey.ts';
import { nearest } from '../core/agreement/nearest.ts';
import type { Journey } from '../core/agreement/types.ts';
import type { JourneyExit } from '../core/drift/exit.ts';
import { worst } from '../core/drift/verdict.ts';
import { ForewarnError } from '../core/errors.ts';
import { newJourney } from '../core/journey/live-on.ts';
import { type ReportJourney, reportJourney } from '../core/report/journey-report.ts';
import { isWithin, partnersOf, placeOf } from '../local/journey-places.ts';
import type { Tick } from '../local/schedule.ts';
import type { CheckOptions } from './check-options.ts';
import type { CheckStage } from './check-stage.ts';
import type { CliIo } from './io.ts';

/** A journey for the report, and for the exit code. */
export interface CheckedJourney {
  shown: ReportJourney;
  /** Null: it was not walked, and counts for nothing. */
  exit: JourneyExit | null;
}

/** Between two walks of a run without a memory, in ms. */
const CONFIRM_PAUSE_MS = 2_000;
const DAY_MS = 86_400_000;

/**
 * The journeys that a command line asks for: the one named, else all.
 *
 * @throws ForewarnError `not-found` for an unknown one, with the nearest name.
 */
export function chosenJourneys(journeys: readonly Journey[], id: string | undefined): Journey[] {
  if (id === undefined) return [...journeys];
  const found = journeys.find((one) => one.id === id);
  if (found) return [found];
  const known = journeys.map((one) => one.id);
  const near = nearest(id, known);
  throw new ForewarnError('not-found', `there is no journey "${id}"`, {
    fix: near ? `did you mean ${near}?` : `journeys: ${known.join(', ') || 'none in journeys.yaml'}`,
  });
}

/** Walks the journeys whose partners were all looked at. Those without a step to call are shown where people tell of them. */
export async function checkJourneys(
  stage: CheckStage,
  on: {
    journeys: readonly Journey[];
    ticks: readonly Tick[];
    outcomes: readonly CheckOutcome[];
    options: CheckOptions;
  },
  io: CliIo,
): Promise<CheckedJourney[]> {
  const checked: CheckedJourney[] = [];
  if (on.options.offline) return checked;
  for (const journey of on.journeys.filter((one) => isWithin(one, on.ticks))) {
    const partners = verdictsOf(journey, on.outcomes);
    const walked = journey.steps.some(isCalled) ? await walkUntilSure(stage, journey, on, io) : null;
    const signals = walked?.signals ?? (await lastDay(stage, journey));
    if (!walked && signals.length === 0) continue;
    const { walk = null, state = newJourney(journey.id) } = walked ?? {};
    const shown = reportJourney({ journey, walk, state, partners, signals });
    checked.push({
      shown,
      exit: walked && { verdict: shown.verdict, firstConfirmed: walked.firstConfirmed },
    });
  }
  return checked;
}

/** The calls of the walks that would be made: each journey with its calls, a line each. */
export function* plannedWalks(
  journeys: readonly Journey[],
  partners: readonly PreparedPartner[],
  ticks: readonly Tick[],
): Generator<string> {
  for (const journey of journeys.filter((one) => isWithin(one, ticks) && one.steps.some(isCalled))) {
    yield `journey ${journey.id}`;
    for (const [index, step] of journey.steps.entries()) {
      const partner = partners.find(({ agreement }) => agreement.partner === step.partner);
      if (!partner || !isCalled(step)) continue;
      const what = `${journey.id}, step ${index + 1}`;
      for (const line of plannedSteps(what, step, placeOf(step, partner, ticks))) yield `  ${line}`;
    }
  }
}

/** With a data folder one walk is one walk. Without, what fails is walked again, seconds apart, until it is sure. */
async function walkUntilSure(
  { pipeline, ports }: CheckStage,
  journey: Journey,
  { ticks, options }: { ticks: readonly Tick[]; options: CheckOptions },
  io: CliIo,
): Promise<WalkedJourney> {
  const hasMemory = options.state !== undefined;
  const once = () => pipeline.walk(journey, { looked: ticks, tell: hasMemory });
  let walked = await once();
  while (!hasMemory && walked.state.state === 'suspected' && walked.walk.outcome === 'failing') {
    await ports.monotonic.sleep(CONFIRM_PAUSE_MS, io.signal);
    if (io.signal.aborted) break;
    walked = await once();
  }
  return walked;
}

async function lastDay({ ports }: CheckStage, { id }: Journey) {
  const since = new Date(ports.calendar.now().getTime() - DAY_MS).toISOString();
  return (await ports.journeys?.signals(id, since)) ?? [];
}

function verdictsOf(journey: Journey, outcomes: readonly CheckOutcome[]): ReportJourney['partners'] {
  return Object.fromEntries(
    partnersOf(journey).map((partner) => {
      const own = outcomes.filter(({ look }) => look.partner === partner);
      return [partner, worst(own.map(({ decision }) => decision.verdict))];
    }),
  );
}
