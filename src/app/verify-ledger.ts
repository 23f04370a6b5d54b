import { canonicalJson } from '../core/canonical-json.ts';
import type { Json } from '../core/json.ts';
import { emptyState, foldEntry } from '../core/ledger/fold.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { CHAIN_START, type ChainFault, followLink } from '../core/ledger/verify-chain.ts';
import { catchUp } from './catch-up.ts';
import type { Ports } from './ports.ts';

/** What the check of one partner's ledger found. */
export interface VerifiedLedger {
  partner: string;
  ok: boolean;
  /** Entries that hold. */
  entries: number;
  /** Hash of the last entry that holds. */
  head: string;
  /** The first bad link, if any. */
  fault: { seq: number; why: ChainFault } | null;
  /** Whether the stored projection is, byte for byte, what the entries give. */
  projection: 'equal' | 'differs' | 'not-compared';
}

type Stores = Pick<Ports, 'ledger' | 'projections' | 'sha256'>;

/** Checks every partner's whole chain, and the projection against one made from the first entry. */
export async function verifyLedger(ports: Stores, partners?: readonly string[]): Promise<VerifiedLedger[]> {
  const results: VerifiedLedger[] = [];
  for (const partner of partners ?? (await ports.ledger.partners())) {
    results.push(await verifyPartner(ports, partner));
  }
  return results;
}

async function verifyPartner(ports: Stores, partner: string): Promise<VerifiedLedger> {
  let position = { ...CHAIN_START, partner: partner as string | null };
  let state = emptyState(partner);
  for await (const entry of ports.ledger.entries(partner)) {
    const link = followLink(position, entry, ports.sha256);
    if (!link.ok) {
      const fault = { seq: link.seq, why: link.why };
      const { seq: entries, head } = position;
      return { partner, ok: false, entries, head, fault, projection: 'not-compared' };
    }
    position = link.position;
    state = foldEntry(state, link.body, entry.hash);
  }
  const projection = bytes(await catchUp(ports, partner)) === bytes(state) ? 'equal' : 'differs';
  return {
    partner,
    ok: projection === 'equal',
    entries: state.seq,
    head: state.head,
    fault: null,
    projection,
  };
}

function bytes(state: PartnerState): string {
  return canonicalJson(state as unknown as Json);
}
