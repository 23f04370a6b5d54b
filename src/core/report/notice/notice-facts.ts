import type { Agreement, Journey } from '../../agreement/types.ts';
import { isLate, workableDays } from '../../drift/calendar.ts';
import type { Cell, Coming } from '../../drift/finding.ts';
import { groupBy } from '../../group-by.ts';
import type { Change, DriftFacts, DriftInEnvironment, PartnerState } from '../../ledger/types.ts';
import { effectRank, hurtsNow, touchOf } from '../../lifecycle/cells.ts';

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
  known: Coming['known'];
  /** Last day to begin our own migration, where our migration time is known. */
  startBy: string | null;
  late: boolean;
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
}

/** Gathers a change from the fold. What has ended is shown as it last was. */
export function changeFacts(
  change: Change,
  on: { state: PartnerState; agreement: Agreement; journeys: readonly Journey[]; at: string },
): ChangeFacts {
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
  return {
    drifts,
    environments,
    cell: sorted[0]?.facts.cell ?? change.cell,
    hurts: sorted.some(({ facts }) => hurtsNow(facts)),
    next: nextOf(environments, on.agreement),
    date: dateOf(drifts, on),
    journeys: on.journeys.filter((journey) => touched.has(journey.id)),
  };
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

/** The nearest date of what touches us; where none has a date, how it is known that it will come. */
function dateOf(
  drifts: readonly DriftFacts[],
  { agreement, at }: { agreement: Agreement; at: string },
): ChangeDate | null {
  const coming = drifts.flatMap((one) => (one.coming ? [one.coming] : []));
  const first = coming.toSorted((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1))[0];
  if (!first) return null;
  const on = first.on?.slice(0, 10) ?? null;
  if (on === null) return { on, known: first.known, startBy: null, late: false };
  return { on, known: first.known, startBy: startBy(on, agreement), late: isLate(at, on, agreement) };
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
