import { isOurSide } from '../agreement/our-side.ts';
import type { Agreement } from '../agreement/types.ts';
import type { EntryBody, PartnerState } from '../ledger/types.ts';
import type { PageSighting } from '../status-page/types.ts';
import { type KnownLook, knownLooks, lookTimes, type RunOfLook } from './environment-looks.ts';
import { type JourneyRecord, peopleLooks, walkLooks } from './journey-looks.ts';
import { type PageRead, pageLooks } from './page-looks.ts';
import { inOrder } from './runs.ts';
import { announcedBy, type Focus, type ShowedBy, showedBy } from './showed-by.ts';
import { type Snapshot, snapshotsOf } from './snapshots.ts';
import { toldLooks } from './told-looks.ts';
import type { LookRun, Party, SightSource, SourceKind } from './types.ts';

/** Everything that is known of what could be seen of a partner. */
export interface SightRecords {
  agreement: Agreement;
  /** The fold up to the ledger's head. */
  state: PartnerState;
  /** Entries in order, up to the head. */
  entries: readonly EntryBody[];
  /** What was known before the first of them. */
  seeds?: ReadonlyMap<string, Omit<Snapshot, 'at' | 'byLook'>>;
  /** Run data, in any order. */
  runs: readonly (RunOfLook & PageRead)[];
  sightings: readonly PageSighting[];
  journeys: readonly JourneyRecord[];
  /** ms since 1970 of now. */
  now: number;
}

/** What people told counts as being heard for so long. */
const HEARD_MS = 3_600_000;

/** Every source that the agreement has or the ledger knows, in the order in which they are shown. */
export function sourcesOf(records: SightRecords, focus: Focus | null): SightSource[] {
  const { agreement, entries, runs } = records;
  const { maxAgeMs } = agreement;
  const snapshots = snapshotsOf(entries, records.seeds);
  const times = lookTimes(entries, runs);
  const known = new Map(
    [...new Set([...snapshots.keys(), ...times.keys()])].map((key) => [
      key,
      knownLooks(times.get(key) ?? [], snapshots.get(key) ?? []),
    ]),
  );
  const made = (kind: SourceKind, party: Party, of: string | null, parts: LookRun[][], age = maxAgeMs) => {
    const evidence = EVIDENCE.has(kind) && isAbout(focus, kind, of);
    return { kind, party, of, parts: parts.map((looks) => inOrder(looks, age)), maxAgeMs: age, evidence };
  };
  const seenBy = (shows: (snapshot: Snapshot) => ShowedBy | null, keys = [...known.keys()]) =>
    keys.map((key) => looksOf(known.get(key) ?? [], shows)).filter((looks) => looks.length > 0);
  const ahead = new Set(agreement.environments.filter((one) => one.aheadOf !== null).map(({ name }) => name));
  const environments = [...known.keys()].filter((key) => key !== '').toSorted(byAgreement(agreement));
  const live = environments
    .map((name) => ({ name, parts: seenBy((one) => showedBy('live', one, focus), [name]) }))
    .filter(({ parts }) => parts.length > 0);
  const sources = [
    ...live.map(({ name, parts }) =>
      ahead.has(name) ? made('ahead', 'both', name, parts) : made('live', 'ours', name, parts),
    ),
    made(
      'pacts',
      'ours',
      null,
      seenBy((one) => showedBy('pacts', one, focus)),
    ),
    ...records.journeys.map((one) => made('journey', 'ours', one.id, [walkLooks(one)])),
    made('people', 'ours', null, records.journeys.map(peopleLooks), HEARD_MS),
    made(
      'documents',
      'both',
      null,
      seenBy((one) => showedBy('documents', one, focus), theirs(known)),
    ),
    made(
      'announcements',
      'both',
      null,
      seenBy((one) => announcedBy(one, focus), theirs(known)),
    ),
    ...(agreement.statusPage === undefined
      ? []
      : [made('status-page', 'both', null, [pageLooks(entries, runs, records.sightings)])]),
    made('told', 'theirs', null, toldOf(records, focus), 0),
  ];
  return sources
    .filter(({ kind, parts }) => ALWAYS.has(kind) || parts.some((looks) => looks.length > 0))
    .toSorted((a, b) => PARTIES.indexOf(a.party) - PARTIES.indexOf(b.party));
}

const PARTIES: readonly Party[] = ['ours', 'both', 'theirs'];
/** What these show is what people who use the integration meet. */
const EVIDENCE: ReadonlySet<SourceKind> = new Set<SourceKind>(['live', 'journey', 'people', 'status-page']);
/** Shown even where nothing was ever seen of it. */
const ALWAYS: ReadonlySet<SourceKind> = new Set<SourceKind>(['status-page', 'told']);

/** Of one change: what is known to be about it. A status page and people speak of everything at once. */
function isAbout(focus: Focus | null, kind: SourceKind, of: string | null): boolean {
  if (!focus || kind === 'live') return true;
  return kind === 'journey' && of !== null && focus.journeys.has(of);
}

function looksOf(known: readonly KnownLook[], shows: (snapshot: Snapshot) => ShowedBy | null): LookRun[] {
  return known.flatMap(({ from, to, n, snapshot }) => {
    const showed = shows(snapshot);
    return showed ? [{ from, to, n, ...showed }] : [];
  });
}

function toldOf({ entries, now }: SightRecords, focus: Focus | null): LookRun[][] {
  const all = toldLooks(entries, now);
  return focus ? all.filter(([look]) => look?.note === focus.ref) : all;
}

/** Keys of the partner's environments, documents alone among them. */
function theirs(known: ReadonlyMap<string, unknown>): string[] {
  return [...known.keys()].filter((key) => !isOurSide(key));
}

/** Environments that nothing goes ahead of come first, then the agreement's order, then names. */
function byAgreement({ environments }: Agreement): (a: string, b: string) => number {
  const place = (name: string) => {
    const index = environments.findIndex((one) => one.name === name);
    if (index < 0) return 2000;
    return index + (environments[index]?.aheadOf ? 1000 : 0);
  };
  return (a, b) => place(a) - place(b) || (a < b ? -1 : 1);
}
