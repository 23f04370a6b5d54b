import { canonicalJson } from '../canonical-json.ts';
import type { Coming } from '../drift/finding.ts';
import { groupBy } from '../group-by.ts';
import type { Json } from '../json.ts';
import { contradictionsOf } from './contradictions.ts';
import { dayOf } from './day-of.ts';
import { knownSince, noticeGiven } from './notice-given.ts';
import type { ComingRecord } from './record.ts';
import { type ComingSource, type Estimate, KNOWN_BY, type KnownDate } from './types.ts';

/**
 * One record for each subject, whatever number of records tell of it: the nearest day that is given and has not
 * passed, how that is known, and every source. The order of what is given makes no difference, and what is merged
 * already stays as it is.
 *
 * @param today ISO day or instant; a day before it counts only where no later one is given
 */
export function mergeComing(records: readonly ComingRecord[], today: string): ComingRecord[] {
  return [...groupBy(records, ({ subject }) => subject).values()]
    .map((group) => mergeSubject(group, today.slice(0, 10)))
    .toSorted((one, other) => compare(sortKey(one), sortKey(other)));
}

/** True for a record with everything that is known of it, as looks of this version make them. */
export function isRecord(coming: Coming): coming is ComingRecord {
  return coming.subject !== undefined && coming.sources !== undefined;
}

function mergeSubject(group: ComingRecord[], today: string): ComingRecord {
  const [first] = group;
  if (first && group.length === 1) return first;
  const on = nearest(
    group.flatMap((one) => one.on ?? []),
    today,
  );
  const dated = group.find((one) => one.on === on) as ComingRecord;
  const sources = distinct(group.flatMap((one) => one.sources));
  const chosen = sources.find((one) => dayOf(one) === on) as ComingSource;
  const driftKeys = [...new Set(group.flatMap((one) => one.driftKeys))].sort();
  const since = knownSince(
    sources.map((one) => ({ on: dayOf(one), since: one.since as string })),
    on,
  ) as string;
  const agreed = group.flatMap(({ notice }) => notice.agreed ?? []);
  const { args: _, ...counted } = dated;
  return {
    ...counted,
    ...(chosen.args ? { args: chosen.args } : {}),
    change: least(group.flatMap(({ change }) => change ?? [])),
    driftKey: chosen.driftKey ?? driftKeys[0] ?? null,
    environment: environmentOf(sources),
    operation: chosen.operation ?? least(sources.flatMap(({ operation }) => operation ?? [])),
    what: chosen.what,
    known: chosen.known,
    driftKeys,
    since,
    notice: noticeGiven(agreed.length === 0 ? null : Math.max(...agreed), since, on),
    estimate: earliest(group.flatMap(({ estimate }) => estimate ?? [])),
    moved: movesOf(group),
    sources,
    contradictions: contradictionsOf(sources),
  };
}

/** The nearest day that has not passed; where all have, the last. */
function nearest(days: readonly string[], today: string): string | null {
  const ahead = days.filter((day) => day >= today).toSorted();
  return ahead[0] ?? days.toSorted().at(-1) ?? null;
}

/** Sources in a fixed order: the best witnesses first, each once. */
function distinct(sources: readonly ComingSource[]): ComingSource[] {
  const found = new Map(sources.map((source) => [sourceKey(source), source]));
  return [...found].toSorted(([one], [other]) => compare(one, other)).map(([, source]) => source);
}

function sourceKey(source: ComingSource): string {
  const told = source.driftKey === null ? 1 : 0;
  return `${KNOWN_BY.indexOf(source.known)} ${told} ${source.on ?? '9999'} ${canonicalJson(source as unknown as Json)}`;
}

/** The one environment that sources are about, else null. */
function environmentOf(sources: readonly ComingSource[]): string | null {
  const named = [...new Set(sources.flatMap(({ environment }) => environment ?? []))];
  return named.length === 1 ? (named[0] as string) : null;
}

function movesOf(group: readonly ComingRecord[]): KnownDate[] {
  const moves = new Map(
    group.flatMap(({ moved }) => moved.map((one) => [`${one.since} ${one.on ?? ''}`, one])),
  );
  return [...moves].toSorted(([one], [other]) => compare(one, other)).map(([, move]) => move);
}

function least(texts: readonly string[]): string | null {
  return texts.toSorted()[0] ?? null;
}

function earliest(estimates: readonly Estimate[]): Estimate | null {
  return estimates.toSorted((one, other) => compare(estimateKey(one), estimateKey(other)))[0] ?? null;
}

function estimateKey(estimate: Estimate): string {
  return `${estimate.on} ${canonicalJson({ ...estimate })}`;
}

function sortKey({ on, subject }: ComingRecord): string {
  return `${on ?? '9999-12-31'} ${subject}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
