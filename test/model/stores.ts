import type { OutgoingNotice, StoredEntry } from '../../src/app/ports.ts';
import type { SweepPorts } from '../../src/app/sweep.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { sha256 } from '../unit/lifecycle/look-fixture.ts';
import type { Crash } from './steps.ts';

/** Ends a step as a killed process would. */
export class Killed extends Error {}

/** What is there beside the code under test: a ledger that can be killed or overtaken, a clock, channels that may fail. */
export interface ModelStores {
  ports: SweepPorts & {
    evidence: { put(p: string, v: JsonObject): Promise<{ sha256: string }>; get(): Promise<null> };
  };
  entries: StoredEntry[];
  projection(): PartnerState | null;
  received: OutgoingNotice[];
  /** The next put is where the process ends. */
  crash: Crash;
  /** Somebody else's work between the next decision and its put. */
  rival: (() => Promise<void>) | null;
  /** Whether each next message cannot be delivered; true: it cannot. */
  fails: boolean[];
  now: number;
}

export function modelStores(start: number): ModelStores {
  const entries: StoredEntry[] = [];
  let state: PartnerState | null = null;
  const on: ModelStores = {
    entries,
    projection: () => state,
    received: [],
    crash: null,
    rival: null,
    fails: [],
    now: start,
    ports: {
      sha256,
      toolVersion: '0.0.0',
      calendar: { kind: 'simulated', now: () => new Date(on.now) },
      monotonic: { now: () => 0, sleep: async () => undefined },
      log: { info: () => undefined, warn: () => undefined },
      runs: { record: async () => undefined, recent: async () => [] },
      evidence: {
        put: async (_, value) => ({ sha256: sha256(JSON.stringify(value)) }),
        get: async () => null,
      },
      projections: {
        read: async () => state,
        write: async (next) => {
          state = next;
        },
        clear: async () => {
          state = null;
        },
      },
      ledger: {
        head: async () => entries.at(-1) ?? null,
        async *entries(_, after = 0) {
          yield* entries.slice(after);
        },
        async append(_, entry) {
          const { crash, rival } = on;
          on.rival = null;
          await rival?.();
          on.crash = null;
          if (crash === 'before put') throw new Killed();
          if (entry.seq !== entries.length + 1) return 'conflict';
          entries.push(entry);
          if (crash === 'after put') throw new Killed();
          return 'appended';
        },
        partners: async () => ['acme-pay'],
      },
      mailer: {
        async send(notice) {
          if (on.fails.shift()) return { outcome: 'failed', sha256: sha256(notice.text), detail: 'no route' };
          on.received.push(notice);
          return { outcome: 'sent', sha256: sha256(notice.text), detail: null };
        },
      },
    },
  };
  return on;
}
