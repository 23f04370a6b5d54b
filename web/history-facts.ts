import type { HistoryRecord } from '../src/app/history.ts';
import type { KnownThen } from '../src/app/history-as-of.ts';
import type { VerifiedLedger } from '../src/app/verify-ledger.ts';
import type { PartnerState } from '../src/core/ledger/types.ts';
import {
  type ChangeNames,
  ENTRY_KINDS,
  type EntryKind,
  isAbout,
  kindsOf,
} from '../src/core/report/shown/entry-kinds.ts';
import { entryLines } from '../src/core/report/shown/entry-lines.ts';
import { everybody } from './everybody.ts';
import type { PageSources, PartnerView } from './types.ts';

/** What of the history is asked for; null: everything. */
export interface HistoryFilter {
  partner: string | null;
  /** Reference of a change. */
  change: string | null;
  kind: EntryKind | null;
  /** ISO instant: what was known then. */
  asOf: string | null;
  /** Only entries before this number; with a partner alone. */
  before: number | null;
}

/** An entry, with the partner whose ledger it is in. */
export type FoundEntry = Pick<HistoryRecord, 'seq' | 'at' | 'by' | 'hash' | 'lines'> & { partner: string };

/** What was found. */
export interface HistoryFacts {
  /** Newest first. */
  entries: FoundEntry[];
  /** Ask again with `before` of this; null: there are no earlier ones. */
  earlier: number | null;
  /** The partner as it was known then; null where no instant or no partner was asked for. */
  knownThen: KnownThen | null;
  /** Whether each ledger holds; null where it is too long to be checked while a page is made. */
  verified: { partner: string; ledger: VerifiedLedger | null }[];
}

/** Entries that are shown, and that are looked through for them. */
const SHOWN = 200;
const LOOKED_THROUGH = 5000;
/** Of more partners than this none is checked while a page is made. */
const VERIFIED_AT_ONCE = 20;
/** Of several partners, so many of each. */
const OF_EACH = 50;

/** Looks through the ledgers, of one partner or of all. */
export async function historyFacts(
  sources: PageSources,
  views: readonly PartnerView[],
  filter: HistoryFilter,
): Promise<HistoryFacts> {
  const most = views.length === 1 ? SHOWN : OF_EACH;
  const found = await Promise.all(views.map((view) => entriesOf(sources, view, filter, most)));
  const [only] = views;
  const asked = filter.partner !== null && only && filter.asOf !== null;
  return {
    entries: found
      .flatMap(({ entries }) => entries)
      .toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : b.seq - a.seq))
      .slice(0, SHOWN),
    earlier: views.length === 1 ? (found[0]?.earlier ?? null) : null,
    knownThen: asked ? await sources.asOf(only.agreement.partner, filter.asOf ?? '') : null,
    verified: await Promise.all(
      views.map((view) => verifiedOf(sources, view, views.length <= VERIFIED_AT_ONCE)),
    ),
  };
}

/** The partners that a filter asks for; none where there is no such partner. */
export async function viewsFor(sources: PageSources, { partner }: HistoryFilter): Promise<PartnerView[]> {
  if (partner === null) return everybody(sources);
  const view = await sources.partner(partner);
  return view ? [view] : [];
}

/** A filter from what an address asks for; what is none of it is left out. */
export function historyFilter(query: (name: string) => string | undefined): HistoryFilter {
  const change = (query('change') ?? '').trim().toUpperCase();
  const ofChange = /^([A-Z][A-Z0-9-]{0,29})-\d+$/.exec(change)?.[1]?.toLowerCase() ?? null;
  const asOf = instantOf((query('as-of') ?? '').trim());
  const before = /^[1-9]\d{0,11}$/.test(query('before') ?? '') ? Number(query('before')) : null;
  return {
    partner: query('partner')?.trim() || ofChange,
    change: change === '' ? null : change,
    kind: ENTRY_KINDS.find((one) => one === query('kind')) ?? null,
    asOf,
    before,
  };
}

/** A day means its end. */
function instantOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z)?)?$/.test(text)) return null;
  const ms = Date.parse(
    text.length === 10 ? `${text}T23:59:59.999Z` : text.endsWith('Z') ? text : `${text}Z`,
  );
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

async function entriesOf(
  sources: PageSources,
  { agreement: { partner }, state }: PartnerView,
  { change, kind, asOf, before }: HistoryFilter,
  most: number,
): Promise<{ entries: FoundEntry[]; earlier: number | null }> {
  const end = Math.min(before ?? state.seq + 1, state.seq + 1);
  const isFiltered = change !== null || kind !== null || asOf !== null;
  const after = Math.max(0, end - 1 - (isFiltered ? LOOKED_THROUGH : most));
  const names = namesOf(state);
  let entries: FoundEntry[] = [];
  let more = after > 0;
  for await (const { seq, at, by, hash, entry } of sources.history(partner, after)) {
    if (seq >= end || (asOf !== null && at > asOf)) break;
    if (change !== null && !isAbout(entry, change, names)) continue;
    if (kind !== null && !kindsOf(entry).has(kind)) continue;
    entries.push({ partner, seq, at, by, hash, lines: entryLines(entry, state) });
    if (entries.length > most) {
      entries = entries.slice(1);
      more = true;
    }
  }
  return { entries, earlier: more ? (entries[0]?.seq ?? after + 1) : null };
}

function namesOf({ drifts, notices }: PartnerState): ChangeNames {
  return {
    drifts: new Map(Object.values(drifts).map((one) => [one.driftKey, one.change])),
    notices: new Map(Object.values(notices).map(({ due }) => [due.id, due.change])),
  };
}

async function verifiedOf(
  sources: PageSources,
  { agreement: { partner }, state }: PartnerView,
  few: boolean,
): Promise<HistoryFacts['verified'][number]> {
  const isShort = few && state.seq <= LOOKED_THROUGH;
  return { partner, ledger: isShort ? await sources.verify(partner) : null };
}
