import { createHash } from 'node:crypto';
import type {
  EvidenceStore,
  LedgerStore,
  ProjectionStore,
  Run,
  RunStore,
  StoredEntry,
} from '../app/ports.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { JsonObject } from '../core/json.ts';
import type { PartnerState } from '../core/ledger/types.ts';

/** Everything a check stores, for as long as the process lives: a check without `--state`. */
export interface Stores {
  ledger: LedgerStore;
  projections: ProjectionStore;
  runs: RunStore;
  evidence: EvidenceStore;
}

/** Stores that forget when the process ends. They keep the same promises as those on disk. */
export function createMemoryStores(): Stores {
  return {
    ledger: memoryLedger(),
    projections: memoryProjections(),
    runs: memoryRuns(),
    evidence: memoryEvidence(),
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
  const runs: Run[] = [];
  return {
    record: async (run) => void runs.push(run),
    recent: async (partner, limit) =>
      runs
        .filter((run) => run.partner === partner)
        .slice(-limit)
        .reverse(),
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
