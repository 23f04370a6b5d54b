import type { Agreement, Journey } from '../core/agreement/types.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { EntryBody, PartnerState } from '../core/ledger/types.ts';
import type { JourneyRecord } from '../core/sight/journey-looks.ts';
import { NOTHING_KNOWN, type Snapshot } from '../core/sight/snapshots.ts';
import type { SightRecords } from '../core/sight/sources.ts';
import type { JourneyStore } from './journey-store.ts';
import type { LedgerStore, Run, RunStore } from './ports.ts';
import type { StatusPageStore } from './status-pages.ts';

/** Where what could be seen is read from. What is left out was not kept. */
export interface SightPorts {
  ledger: LedgerStore;
  runs: RunStore;
  journeys?: JourneyStore;
  pageSightings?: StatusPageStore;
}

/** More looks than a partner has in a few busy weeks; what is older is in the ledger's finished days. */
const RUNS_READ = 5000;
const DAY_MS = 86_400_000;

/**
 * Reads everything that says what could be seen of a partner.
 *
 * @param on.state the fold up to the ledger's head
 * @param on.since ISO time from which it is asked about. @param on.now ISO
 * @param on.most entries that are read at most, the newest; left out: all. What was before them is known from the fold
 *   alone, where nothing has changed since.
 */
export async function readSight(
  ports: SightPorts,
  on: {
    agreement: Agreement;
    journeys: readonly Journey[];
    state: PartnerState;
    since: string;
    now: string;
    most?: number;
  },
): Promise<SightRecords & { runs: Run[] }> {
  const { agreement, state } = on;
  const { partner } = agreement;
  const after = on.most === undefined ? 0 : Math.max(0, state.seq - on.most);
  const entries: EntryBody[] = [];
  for await (const stored of ports.ledger.entries(partner, after)) {
    if (stored.seq > state.seq) break;
    entries.push(parseEntry(stored));
  }
  const since = new Date(Date.parse(on.since) - DAY_MS).toISOString();
  const own = on.journeys.filter(({ steps }) => steps.some((step) => step.partner === partner));
  return {
    agreement,
    state,
    entries,
    ...(after > 0 ? { seeds: seedsOf(state, entries) } : {}),
    runs: await ports.runs.recent(partner, RUNS_READ),
    sightings: (await ports.pageSightings?.sightings(partner, since)) ?? [],
    journeys: await Promise.all(own.map((one) => recordOf(ports.journeys, one, since))),
    now: Date.parse(on.now),
  };
}

async function recordOf(
  store: JourneyStore | undefined,
  { id, title }: Journey,
  since: string,
): Promise<JourneyRecord> {
  const [state, walks, signals] = await Promise.all([
    store?.read(id) ?? null,
    store?.walks?.(id, since) ?? [],
    store?.signals(id, since) ?? [],
  ]);
  return { id, title, state, walks, signals };
}

/** How environments stood before the first entry that was read: as the fold has them, unless entries changed that. */
function seedsOf(
  state: PartnerState,
  entries: readonly EntryBody[],
): Map<string, Omit<Snapshot, 'at' | 'byLook'>> {
  const seeds = new Map<string, Omit<Snapshot, 'at' | 'byLook'>>();
  const firstVerdicts = entries.flatMap(({ transitions }) =>
    transitions.flatMap((one) => (one.type === 'verdict' ? [one] : [])),
  );
  for (const [key, { verdict, sources, published }] of Object.entries(state.environments)) {
    const changed = firstVerdicts.find(({ environment }) => (environment ?? '') === key);
    const before = changed ? { verdict: changed.from, sources: null } : { verdict, sources };
    seeds.set(key, { ...NOTHING_KNOWN, ...before, published: changed ? null : published });
  }
  return seeds;
}
