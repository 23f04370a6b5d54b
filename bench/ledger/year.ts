import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { sweep } from '../../src/app/sweep.ts';
import { stateText } from '../../src/core/ledger/parse-state.ts';
import type { SealedEntry } from '../../src/core/ledger/seal.ts';
import { messageOf } from '../../src/core/report/messages/messages.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { agreement, finding, look, outage, START } from './sample.ts';

const QUARTER_HOUR = 15 * 60_000;
const LOOKS = 35_040;
const PER_DAY = 96;

/** What is kept of a partner, beside its ledger, at one moment; bytes. */
export interface Kept {
  looks: number;
  projection: number;
  runs: number;
  ledger: number;
}

/**
 * A year of looks every 15 minutes through the use cases, from observations as a restless partner gives them: each week a
 * field that comes and goes, a new version of its document with another difference twice a week, an outage of some hours.
 */
export async function simulateYear(): Promise<{ quarters: Kept[]; entries: SealedEntry[] }> {
  const stores = createMemoryStores();
  let now = START;
  const ports = {
    ...stores,
    sha256,
    toolVersion: '0.0.0',
    calendar: { kind: 'simulated' as const, now: () => new Date(now) },
    monotonic: { now: () => 0, sleep: async () => undefined },
    log: { info: () => undefined, warn: () => undefined },
    mailer: { send: async () => ({ outcome: 'sent' as const, sha256: 'a'.repeat(64), detail: null }) },
  };
  const quarters: Kept[] = [];
  const by = { kind: 'schedule', id: 'bench' } as const;
  for (let n = 0; n < LOOKS; n++) {
    now = START + n * QUARTER_HOUR;
    const { entry } = await appendLook(ports, { look: observed(n), agreement, by });
    // As the pipeline does it: what an entry makes due is sent at once, and the calendar is asked once a day.
    if (entry || n % PER_DAY === 0) await sweep(ports, { agreement, journeys: [], messageOf });
    if ((n + 1) % (LOOKS / 4) === 0) quarters.push(await keptNow(stores, n + 1));
  }
  const entries: SealedEntry[] = [];
  for await (const entry of stores.ledger.entries(agreement.partner)) entries.push(entry);
  return { quarters, entries };
}

function observed(n: number) {
  const at = new Date(START + n * QUARTER_HOUR).toISOString();
  const day = Math.floor(n / PER_DAY);
  const hour = Math.floor((n % PER_DAY) / 4);
  if (day % 7 === 6 && hour < 8) return outage(at);
  const version = Math.floor((day * 2) / 7);
  const inDocument = (day * 2) % 7 < 5 ? [finding(`field-${version}`, 'documents')] : [];
  const flapping = day % 7 < 2 ? [finding('amount', 'live')] : [];
  return look(at, [...flapping, ...inDocument], `version ${version}`);
}

async function keptNow(stores: ReturnType<typeof createMemoryStores>, looks: number): Promise<Kept> {
  const { partner } = agreement;
  const state = await stores.projections.read(partner);
  const runs = await stores.runs.recent(partner, LOOKS);
  let ledger = 0;
  for await (const { body } of stores.ledger.entries(partner)) ledger += Buffer.byteLength(body);
  return {
    looks,
    projection: state ? Buffer.byteLength(stateText(state)) : 0,
    runs: Buffer.byteLength(JSON.stringify(runs)),
    ledger,
  };
}
