import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { foldOn, rebuild } from '../../src/app/catch-up.ts';
import type { StoredEntry } from '../../src/app/ports.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { emptyState } from '../../src/core/ledger/fold.ts';
import type { PartnerState } from '../../src/core/ledger/types.ts';
import { type OpenStore, openStore } from '../../src/local/open-store.ts';
import { type Chronicle, compareEntries } from './chronicle.ts';
import { compareDeliveries, type Delivery, deliveriesIn } from './deliveries.ts';

/** What a data folder holds, and what is wrong with it. */
export interface Checked {
  /** Last sequence of each partner, in words. */
  heads: string;
  states: PartnerState[];
  deliveries: Delivery[];
  faults: string[];
}

/** Opens a data folder as the next process would, and checks all of it. */
export async function checkFolder(dir: string, chronicle: Chronicle): Promise<Checked> {
  const store = await openStore({ dir, clock: 'simulated', create: true });
  try {
    const faults: string[] = store.holds ? [] : ['the lock of the dead process still holds the folder'];
    const states: PartnerState[] = [];
    const heads: string[] = [];
    for (const partner of ['acme-pay', 'city-geo']) {
      const { state, wrong } = await checkPartner(store, partner, chronicle);
      if (state) states.push(state);
      heads.push(`${partner} seq ${state?.seq ?? 0}`);
      faults.push(...wrong);
    }
    const deliveries = await deliveriesIn(dir);
    faults.push(...compareDeliveries(deliveries, states));
    return { heads: heads.join(', '), states, deliveries, faults };
  } finally {
    await store.close();
  }
}

async function checkPartner(store: OpenStore, partner: string, chronicle: Chronicle) {
  const entries: StoredEntry[] = [];
  for await (const entry of store.ledger.entries(partner)) entries.push(entry);
  const wrong = [...compareEntries(chronicle, partner, entries)];
  const left = await store.projections.read(partner);
  const then = await foldOn(store, emptyState(partner), { until: ({ seq }) => seq > (left?.seq ?? 0) });
  if (left && bytes(left) !== bytes(then)) wrong.push(`the projection of ${partner} was left half-written`);
  const [verified] = await verifyLedger({ ...store, sha256 }, [partner]);
  if (!verified?.ok || verified.entries !== entries.length) {
    wrong.push(`the ledger of ${partner} does not verify: ${JSON.stringify(verified)}`);
    return { state: null, wrong };
  }
  const before = bytes(await store.projections.read(partner));
  const state = await rebuild(store, partner);
  const after = bytes(await store.projections.read(partner));
  if (before !== after) wrong.push(`the projection of ${partner} is rebuilt to other bytes`);
  return { state: entries.length > 0 ? state : null, wrong };
}

function bytes(state: PartnerState | null): string {
  return canonicalJson(state as unknown as Json);
}
