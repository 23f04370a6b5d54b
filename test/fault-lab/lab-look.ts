import { createSimulatedCalendar, type SimulatedCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { createPartnerOpener } from '../../src/adapters/http/partner-client.ts';
import { silentLog } from '../../src/adapters/log/line-log.ts';
import { createLiveSource } from '../../src/adapters/pact/live-source.ts';
import { startVerifier } from '../../src/adapters/pact/verifier-child.ts';
import { wireCheck } from '../../src/adapters/wire-check.ts';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import type { KeptFits } from '../../src/app/ports.ts';
import { runCheck } from '../../src/app/run-check.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { PactFit } from '../../src/core/pact/fit.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';
import { createMemoryStores, type Stores } from '../../src/local/memory-store.ts';
import { lookPlan } from '../adapters/look-plan.ts';
import { TOKEN } from './depot-answers.ts';
import { DEPOT } from './depot-document.ts';
import { DEPOT_PACT, DEPOT_STATES, DEPOT_USES } from './depot-usage.ts';
import { startReplayer } from './replayer.ts';

const baseline = openDocument(DEPOT, sha256);
const pact = readPact(DEPOT_PACT, '/pacts/shop--depot.json');

const kept = new Map<string, PactFit[]>();
const keptFits: KeptFits = {
  read: async (digest) => kept.get(digest) ?? null,
  write: async (digest, fits) => void kept.set(digest, [...fits]),
};
const secrets = { read: async (name: string) => (name === 'depot/token' ? TOKEN : null) };

/** Where the partner is, and how long a look at it may take. Times in ms. */
export interface LookAt {
  url: string;
  published?: string | null;
  timeoutMs?: number;
  lookMs?: number;
  /** Replays the pact by the verifier's own process. */
  verifier?: boolean;
  /** What earlier looks have left; nothing where left out. */
  memory?: LabMemory;
}

/** What is kept from look to look. */
export interface LabMemory {
  stores: Stores;
  calendar: SimulatedCalendar;
}

/** A memory without a look. */
export function newMemory(): LabMemory {
  return { stores: createMemoryStores(), calendar: createSimulatedCalendar('2026-11-02T06:00:00.000Z') };
}

/**
 * One check of the lab's partner, on the path of every check: recording proxy, partner client, classifier,
 * conformance, assessment, decision, a ledger in memory. The first look confirms.
 */
export async function lookAt(at: LookAt): Promise<CheckOutcome> {
  const { url, published = null, timeoutMs = 1_000, lookMs = 12_000, verifier = false } = at;
  const { stores, calendar } = at.memory ?? newMemory();
  calendar.moveTo(calendar.now().getTime() + 60_000);
  const { agreement, environment } = lookPlan({
    url,
    auth: { kind: 'bearer', secret: 'depot/token' },
    uses: DEPOT_USES,
    limits: { timeoutMs },
  });
  const wired = wireCheck({
    ...stores,
    calendar,
    monotonic: realMonotonic,
    secrets,
    log: silentLog,
    toolVersion: '0.0.0-test',
    cwd: '/',
    keptFits,
  });
  // What one look knows of a partner must not slow the next one down.
  const openPartner = createPartnerOpener({ secrets, monotonic: realMonotonic });
  const startChild = verifier ? startVerifier : startReplayer;
  return runCheck(
    {
      ...wired,
      live: createLiveSource({ openPartner, monotonic: realMonotonic, log: silentLog, startChild }),
    },
    {
      agreement: {
        ...agreement,
        partner: 'depot',
        name: 'Depot',
        policy: { ...agreement.policy, confirm: 1 },
      },
      journeys: [],
      environment: { ...environment, published },
      baseline,
      pacts: [pact],
      states: DEPOT_STATES,
      scheduledTime: calendar.now().toISOString(),
      by: { kind: 'ci', id: 'fault-lab' },
      allowPrivate: true,
      emulated: true,
      offline: false,
      deadlineMs: realMonotonic.now() + lookMs,
    },
  );
}
