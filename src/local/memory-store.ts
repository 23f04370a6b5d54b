import { createHash } from 'node:crypto';
import { hourOf, type JourneyStore } from '../app/journey-store.ts';
import type { ContactBook, EvidenceStore, LedgerStore, ProjectionStore, StoredEntry } from '../app/ports.ts';
import { RUNS_KEPT_MS, type Run, type RunStore } from '../app/run-store.ts';
import type { StatusPageStore } from '../app/status-pages.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { JourneyState } from '../core/journey/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { PartnerState } from '../core/ledger/types.ts';

/** Everything a check stores, for as long as the process lives: a check without `--state`. */
export interface Stores {
  ledger: LedgerStore;
  projections: ProjectionStore;
  runs: RunStore;
  evidence: EvidenceStore;
  journeys: JourneyStore;
  contacts?: ContactBook;
  /** Left out where nothing outlives the process: then no status page is read. */
  pageSightings?: StatusPageStore;
}

/** Stores that forget when the process ends. They keep the same promises as those on disk. */
export function createMemoryStores(): Stores {
  return {
    ledger: memoryLedger(),
    projections: memoryProjections(),
    runs: memoryRuns(),
    evidence: memoryEvidence(),
    journeys: memoryJourneys(),
  };
}

function memoryLedger(): LedgerStore {
  const chains = new Map<string, StoredEntry[]>();
  const chain = (partner: string) => chains.get(partner) ?? [];
  return {
    head: async (partner) => chain(partner).at(-1) ?? null,
    async *entries(partner, after = 0) {
      yield* chain(partner).filter((entry) => entry.seq > after);
    },
    async append(partner, entry) {
      const entries = chain(partner);
      if (entry.seq !== entries.length + 1) return 'conflict';
      chains.set(partner, [...entries, entry]);
      return 'appended';
    },
    partners: async () => [...chains.keys()].sort(),
  };
}

function memoryProjections(): ProjectionStore {
  const states = new Map<string, PartnerState>();
  return {
    read: async (partner) => structuredClone(states.get(partner)) ?? null,
    write: async (state) => void states.set(state.partner, structuredClone(state)),
    clear: async (partner) => void states.delete(partner),
  };
}

function memoryRuns(): RunStore {
  const partners = new Map<string, Run[]>();
  const runsOf = (partner: string) => partners.get(partner) ?? [];
  return {
    record: async (run) => {
      const runs = runsOf(run.partner);
      runs.push(run);
      partners.set(run.partner, runs);
    },
    recent: async (partner, limit) => (limit > 0 ? runsOf(partner).slice(-limit).reverse() : []),
    expire: async (partner, now) => {
      const before = new Date(now.getTime() - RUNS_KEPT_MS).toISOString();
      const kept = runsOf(partner).findIndex(({ at }) => at >= before);
      partners.set(partner, kept < 0 ? [] : runsOf(partner).slice(kept));
    },
  };
}

function memoryEvidence(): EvidenceStore {
  const payloads = new Map<string, JsonObject>();
  return {
    put: async (partner, payload) => {
      const sha256 = createHash('sha256').update(canonicalJson(payload)).digest('hex');
      payloads.set(`${partner}/${sha256}`, payload);
      return { sha256 };
    },
    get: async (partner, sha256) => payloads.get(`${partner}/${sha256}`) ?? null,
  };
}

function memoryJourneys(): JourneyStore {
  const states = new Map<string, JourneyState>();
  const counts = new Map<string, Map<string, number>>();
  return {
    read: async (journey) => structuredClone(states.get(journey)) ?? null,
    all: async () =>
      [...states.values()].map((one) => structuredClone(one)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    write: async (state) => void states.set(state.id, structuredClone(state)),
    count: async (journey, at) => {
      const hours = counts.get(journey) ?? new Map<string, number>();
      counts.set(journey, hours);
      const count = (hours.get(hourOf(at)) ?? 0) + 1;
      hours.set(hourOf(at), count);
      return count;
    },
    signals: async (journey, since) =>
      [...(counts.get(journey) ?? [])]
        .filter(([hour]) => hour >= hourOf(since))
        .map(([hour, count]) => ({ hour, count }))
        .toSorted((a, b) => (a.hour < b.hour ? -1 : 1)),
  };
}
