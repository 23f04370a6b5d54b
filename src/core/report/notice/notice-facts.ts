import type { Agreement, Journey } from '../../agreement/types.ts';
import { type DateHistory, dateHistory } from '../../coming/date-of-change.ts';
import type { SaidDate } from '../../coming/kept-coming.ts';
import { estimateOf, lagBetween } from '../../coming/lag.ts';
import type { Estimate } from '../../coming/types.ts';
import { isLate, workableDays } from '../../drift/calendar.ts';
import type { Cell } from '../../drift/finding.ts';
import type { ComingLink } from '../../exchange/link-header.ts';
import { groupBy } from '../../group-by.ts';
import type { Change, DriftFacts, DriftInEnvironment, PartnerState } from '../../ledger/types.ts';
import { effectRank, hurtsNow, touchOf } from '../../lifecycle/cells.ts';
import { type DatedChange, dateOfChange } from '../../lifecycle/change-date.ts';
import { type Recurrence, recurrenceOf } from '../../lifecycle/recurrence.ts';

/** Where one environment stands to a change. */
export interface EnvironmentSight {
  name: string;
  cell: Cell;
  /** When it was confirmed there. */
  since: string;
  hurts: boolean;
}

/** The date of a change, if it has one, and what it means for us. */
export interface ChangeDate {
  on: string | null;
  known: DatedChange['known'];
  /** Last day to begin our own migration, where our migration time is known. */
  startBy: string | null;
  late: boolean;
  /** What an announced date was before, and the notice that it gives. */
  history?: DateHistory;
}

/** All that a notice of a change is made of, before words. */
export interface ChangeFacts {
  /** What touches us, worst first; each drift once. */
  drifts: DriftFacts[];
  environments: EnvironmentSight[];
  /** Cell of the worst drift where it hurts most: says whose step it is. */
  cell: Cell;
  hurts: boolean;
  /** Where it will arrive next, if it hurts only in environments that are ahead; else null. */
  next: string | null;
  date: ChangeDate | null;
  journeys: Journey[];
  /** Days that sources give where they do not fit together. */
  said: SaidDate[];
  /** Pages of the partner that tell more. */
  links: ComingLink[];
  /** When it may be where it goes next, from earlier changes; null where these are too few. */
  estimate: Estimate | null;
  /** Set where removals without an announcement have come back often enough to be said. */
  recurrence: Recurrence | null;
}

/** What a change is gathered from. */
interface From {
  state: PartnerState;
  agreement: Agreement;
  journeys: readonly Journey[];
  at: string;
}

/** Gathers a change from the fold. What has ended is shown as it last was. */
export function changeFacts(change: Change, on: From): ChangeFacts {
  return { ...changeNow(change, on), recurrence: recurrenceOf(change, on) };
}

/** The same without what the partner's other changes say of it: for many changes at once. */
export function changeNow(change: Change, on: From): Omit<ChangeFacts, 'recurrence'> {
  const lives = change.drifts.flatMap((key) => {
    const drift = on.state.drifts[key];
    return Object.entries(drift?.environments ?? {})
      .filter(([, life]) => life.confirmedAt !== null && touchOf(life.facts) !== 'none')
      .filter(([, life]) => change.closedAt !== null || life.state === 'confirmed')
      .map(([environment, life]) => ({ environment, life }));
  });
  const sorted = lives.map(({ life }) => life).toSorted(byWeight);
  const drifts = [
    ...new Map(sorted.toReversed().map(({ facts }) => [facts.driftKey, facts])).values(),
  ].reverse();
  const environments = sights(lives);
  const touched = new Set(drifts.flatMap((one) => one.affects.flatMap((affected) => affected.journeys)));
  const next = nextOf(environments, on.agreement);
  return {
    drifts,
    environments,
    cell: sorted[0]?.facts.cell ?? change.cell,
    hurts: sorted.some(({ facts }) => hurtsNow(facts)),
    next,
    date: dateOf(change, drifts, on),
    journeys: on.journeys.filter((journey) => touched.has(journey.id)),
    said: distinct(drifts.flatMap(({ coming }) => coming?.said ?? [])),
    links: distinct(drifts.flatMap(({ coming }) => coming?.links ?? [])).slice(0, MOST_LINKS),
    estimate: next === null ? null : estimateFor(next, lives, on),
  };
}

/** Links that a notice gives. */
const MOST_LINKS = 4;

function distinct<T extends object>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** When it may be in the next environment, counted from when it was first seen in the one that is ahead. */
function estimateFor(
  next: string,
  lives: readonly { environment: string; life: DriftInEnvironment }[],
  { state, agreement, at }: { state: PartnerState; agreement: Agreement; at: string },
): Estimate | null {
  const estimates = lives.flatMap(({ environment, life }) => {
    const ahead = agreement.environments.find(({ name }) => name === environment);
    const lag = ahead?.aheadOf === next ? lagBetween(state, environment, next) : null;
    return lag && life.inForceSince ? [estimateOf(lag, life.inForceSince, at)] : [];
  });
  return estimates.toSorted((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null;
}

function byWeight(a: DriftInEnvironment, b: DriftInEnvironment): number {
  return (
    effectRank(a.facts.effect) - effectRank(b.facts.effect) ||
    Number(hurtsNow(b.facts)) - Number(hurtsNow(a.facts)) ||
    (a.facts.subject < b.facts.subject ? -1 : 1)
  );
}

function sights(lives: readonly { environment: string; life: DriftInEnvironment }[]): EnvironmentSight[] {
  const groups = groupBy(lives, (one) => one.environment);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => {
      const worst = members.map((one) => one.life).toSorted(byWeight)[0] as DriftInEnvironment;
      const since = members.map((one) => one.life.confirmedAt as string).toSorted()[0] as string;
      return { name, cell: worst.facts.cell, since, hurts: hurtsNow(worst.facts) };
    });
}

function nextOf(sights: readonly EnvironmentSight[], agreement: Agreement): string | null {
  const hurting = new Set(sights.filter((one) => one.hurts).map((one) => one.name));
  const targets = [...hurting].map(
    (name) => agreement.environments.find((one) => one.name === name)?.aheadOf,
  );
  const next = targets.find((one) => one && !hurting.has(one)) ?? null;
  return targets.every((one) => one && !hurting.has(one)) ? next : null;
}

/** The date of the change and what it means for us; where there is none, how it is known that it will come. */
function dateOf(
  change: Change,
  drifts: readonly DriftFacts[],
  { agreement, at, state }: { agreement: Agreement; at: string; state: PartnerState },
): ChangeDate | null {
  const dated = dateOfChange(change, drifts);
  if (!dated) return null;
  const { on, known } = dated;
  if (on === null || dated.ours) return { on, known, startBy: null, late: false };
  const date = { on, known, startBy: startBy(on, agreement), late: isLate(at, on, agreement) };
  if (known === 'answer') return date;
  const announced = drifts.filter(({ coming }) => coming?.on?.slice(0, 10) === on);
  return { ...date, history: dateHistory(announced, on, { state, agreement, at }) };
}

const DAY = 86_400_000;

/** The last day on which our migration can begin and still end in time, outside our change freeze. */
function startBy(on: string, agreement: Agreement): string | null {
  const { migrationDays, changeFreeze } = agreement;
  if (migrationDays === null) return null;
  for (let back = migrationDays; back <= migrationDays + 400; back++) {
    const day = new Date(Date.parse(`${on}T00:00:00.000Z`) - back * DAY).toISOString();
    if (workableDays(day, on, changeFreeze) >= migrationDays) return day.slice(0, 10);
  }
  return null;
}
