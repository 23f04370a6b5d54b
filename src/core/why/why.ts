import { isOurSide } from '../agreement/our-side.ts';
import { environmentKey } from '../ledger/types.ts';
import { touchOf } from '../lifecycle/cells.ts';
import { type KnownLook, knownLooks, lookTimes, type Times } from '../sight/environment-looks.ts';
import { type JourneyRecord, peopleLooks, walkLooks } from '../sight/journey-looks.ts';
import { type Snapshot, snapshotsOf } from '../sight/snapshots.ts';
import type { SightRecords } from '../sight/sources.ts';
import type { LookRun } from '../sight/types.ts';
import { around, type RunWith } from './around.ts';
import { ourFacts } from './our-facts.ts';
import { lookedIn } from './stretches.ts';
import { theirFacts } from './their-facts.ts';
import type { EnvironmentWhy, FailureCounts, Grade, GradedLook, JourneyWhy } from './types.ts';
import { unseenFacts } from './unseen-facts.ts';

/** What it is told from: what sight reads, with run data that says what each look was made with. */
export interface WhyRecords extends SightRecords {
  runs: readonly (SightRecords['runs'][number] & RunWith)[];
}

/** A partner over a period: each environment, and each journey that goes over it. */
export interface Why {
  since: number;
  now: number;
  environments: EnvironmentWhy[];
  journeys: JourneyWhy[];
}

/**
 * What happened to a partner since an instant: in each environment and journey the last good look, the first bad one,
 * and what the records know of the time around them. Pure; nothing is guessed where no record says it.
 *
 * @param since ms since 1970. @param environment only this one; undefined: all
 */
export function whySince(records: WhyRecords, since: number, environment?: string | null): Why {
  const { entries, runs, now } = records;
  const snapshots = snapshotsOf(entries, records.seeds);
  const times = lookTimes(entries, runs);
  const keys = [...new Set([...snapshots.keys(), ...times.keys()])]
    .filter((key) => environment === undefined || key === environmentKey(environment))
    .toSorted(inOrder(records));
  const environments = keys.map((key) => {
    const known = knownLooks(times.get(key) ?? [], snapshots.get(key) ?? []);
    return environmentWhy(records, { key, known, times: times.get(key) ?? [], since });
  });
  const journeys = environment === undefined ? records.journeys : [];
  return {
    since,
    now,
    environments,
    journeys: journeys.flatMap((one) => journeyWhy(one, { since, now }) ?? []),
  };
}

/** What a look at an environment showed, with what was known at it. */
export function gradeOf({ verdict, drifts }: Pick<Snapshot, 'verdict' | 'drifts'>): Grade {
  const suspects = [...drifts.values()].some(
    ({ state, facts }) => state === 'suspected' && facts.inForce && touchOf(facts) !== 'none',
  );
  if (verdict === 'drifts') return 'differs';
  if (verdict === 'not-verified' || verdict === null) return 'not-seen';
  return suspects ? 'differs' : 'good';
}

function environmentWhy(
  records: WhyRecords,
  of: { key: string; known: KnownLook[]; times: readonly Times[]; since: number },
): EnvironmentWhy {
  const { key, known, since } = of;
  const looks: GradedLook[] = known.map(({ snapshot, ...look }) => ({ ...look, grade: gradeOf(snapshot) }));
  const looked = lookedIn(looks, { since, now: records.now });
  const place = { ...looked, environment: key === '' ? null : key };
  const { stretch } = looked;
  if (!stretch)
    return { ...place, document: null, theirs: [], ours: [], unseen: [], failures: {}, others: 0 };
  const window = around(records, { key, stretch, times: of.times });
  const versionAt = (at: number | null) =>
    known.findLast(({ from }) => at !== null && from <= at)?.snapshot.published ?? null;
  const bad = stretch.firstDiffers ?? stretch.first;
  const { theirs, others } = theirFacts(records, window);
  const isOurs = isOurSide(place.environment);
  return {
    ...place,
    document: isOurs ? null : { before: versionAt(stretch.lastGood), after: versionAt(bad) },
    theirs,
    ours: ourFacts(records, window),
    unseen: unseenFacts(window),
    failures: failuresOf(records, window),
    others,
  };
}

function failuresOf(
  { runs }: WhyRecords,
  { key, stretch }: { key: string; stretch: { first: number; last: number } },
): FailureCounts {
  const counts: FailureCounts = {};
  for (const run of runs) {
    const at = Date.parse(run.at);
    if (environmentKey(run.environment) !== key || at < stretch.first || at > stretch.last) continue;
    for (const [kind, n] of Object.entries(run.failures ?? {}) as [keyof FailureCounts, number][])
      counts[kind] = (counts[kind] ?? 0) + n;
  }
  return counts;
}

function journeyWhy(record: JourneyRecord, period: { since: number; now: number }): JourneyWhy | null {
  const walks = walkLooks(record).map(
    ({ from, to, n, showed }): GradedLook => ({ from, to, n, grade: GRADES[showed] }),
  );
  const told = peopleLooks(record).filter(({ to, from }) => to >= period.since && from <= period.now);
  if (walks.length === 0 && told.length === 0) return null;
  const people =
    told.length === 0
      ? null
      : {
          count: told.reduce((sum, { n }) => sum + n, 0),
          first: Math.min(...told.map(({ from }) => from)),
          last: Math.max(...told.map(({ to }) => to)),
        };
  return { id: record.id, title: record.title, ...lookedIn(walks, period), people };
}

const GRADES = {
  well: 'good',
  coming: 'good',
  maintenance: 'good',
  suspected: 'differs',
  trouble: 'differs',
  'not-verified': 'not-seen',
} as const satisfies Record<LookRun['showed'], Grade>;

/** Those that nothing is ahead of first, then the agreement's order; documents alone and our own side last. */
function inOrder({ agreement: { environments } }: WhyRecords): (a: string, b: string) => number {
  const place = (key: string) => {
    const index = environments.findIndex(({ name }) => name === key);
    if (index < 0) return key === '' ? 3000 : 2000;
    return index + (environments[index]?.aheadOf ? 1000 : 0);
  };
  return (a, b) => place(a) - place(b) || (a < b ? -1 : 1);
}
