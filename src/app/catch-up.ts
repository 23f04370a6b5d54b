import { ForewarnError } from '../core/errors.ts';
import { emptyState, foldEntry } from '../core/ledger/fold.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import type { Ports } from './ports.ts';

type Stores = Pick<Ports, 'ledger' | 'projections'>;

/** The partner's present: the projection, carried from where it stands to the ledger's head, and stored. */
export async function catchUp(ports: Stores, partner: string): Promise<PartnerState> {
  const stored = await readProjection(ports, partner);
  const state = await foldOn(ports, stored ?? emptyState(partner));
  if (state.seq > (stored?.seq ?? 0)) await ports.projections.write(state);
  return state;
}

/** A projection that this version cannot read is thrown away: the ledger has all of it. */
async function readProjection(ports: Stores, partner: string): Promise<PartnerState | null> {
  try {
    return await ports.projections.read(partner);
  } catch (error) {
    if (!(error instanceof ForewarnError) || error.code !== 'integrity') throw error;
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

/** Folds the ledger's entries after a state on to it, as long as `until` says so. */
export async function foldOn(
  ports: Pick<Ports, 'ledger'>,
  from: PartnerState,
  until: (seq: number, look: string | null) => boolean = () => false,
): Promise<PartnerState> {
  let state = from;
  for await (const entry of ports.ledger.entries(from.partner, from.seq)) {
    const body = parseEntry(entry);
    if (until(body.seq, body.look)) break;
    state = foldEntry(state, body, entry.hash);
  }
  return state;
}
