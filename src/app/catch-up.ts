import { emptyState, foldEntry } from '../core/ledger/fold.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { EntryBody, PartnerState } from '../core/ledger/types.ts';
import type { Ports } from './ports.ts';
import { isUnreadable, keepSnapshot, nearestSnapshot } from './snapshots.ts';

type Stores = Pick<Ports, 'ledger' | 'projections' | 'snapshots'>;

/**
 * The partner's present: the projection, carried from where it stands to the ledger's head, and stored. A projection that
 * this version cannot read, or that does not rest on what is in the ledger, is thrown away: the ledger has all of it.
 */
export async function catchUp(ports: Stores, partner: string): Promise<PartnerState> {
  const stored = await readProjection(ports, partner);
  const carried = stored && (await carryOn(ports, stored));
  if (carried) {
    if (carried.seq > stored.seq) await ports.projections.write(carried);
    return carried;
  }
  if (stored) await ports.projections.clear(partner);
  const from = await nearestSnapshot(ports, partner);
  const state = await foldOn(ports, from ?? emptyState(partner), { keep: true });
  if (state.seq > 0) await ports.projections.write(state);
  return state;
}

async function readProjection(ports: Stores, partner: string): Promise<PartnerState | null> {
  try {
    return await ports.projections.read(partner);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await ports.projections.clear(partner);
    return null;
  }
}

/** Throws the projection away and makes it again from the first entry. */
export async function rebuild(ports: Stores, partner: string): Promise<PartnerState> {
  const state = await foldOn(ports, emptyState(partner));
  await ports.projections.clear(partner);
  if (state.seq > 0) await ports.projections.write(state);
  return state;
}

/** How far entries are folded; `keep`: snapshots are made on the way. */
interface Folding {
  until?: (body: EntryBody) => boolean;
  keep?: boolean;
}

/** Folds the ledger's entries after a state on to it, up to the one before that of which `until` is true. */
export async function foldOn(
  ports: Pick<Ports, 'ledger' | 'snapshots'>,
  from: PartnerState,
  { until = () => false, keep = false }: Folding = {},
): Promise<PartnerState> {
  let state = from;
  for await (const entry of ports.ledger.entries(from.partner, from.seq)) {
    const body = parseEntry(entry);
    if (until(body)) break;
    state = foldEntry(state, body, entry.hash);
    if (keep) await keepSnapshot(ports, state);
  }
  return state;
}

/** A state carried to the head, by one read that begins with the entry that it rests on; null where that is another one. */
async function carryOn(ports: Stores, from: PartnerState): Promise<PartnerState | null> {
  if (from.seq === 0) return null;
  let state: PartnerState | null = null;
  for await (const entry of ports.ledger.entries(from.partner, from.seq - 1)) {
    if (state) {
      state = foldEntry(state, parseEntry(entry), entry.hash);
      await keepSnapshot(ports, state);
    } else if (entry.seq === from.seq && entry.hash === from.head) state = from;
    else return null;
  }
  return state;
}
