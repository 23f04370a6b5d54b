import { canonicalJson } from '../core/canonical-json.ts';
import type { Json } from '../core/json.ts';
import { addBound, nothingBound } from '../core/ledger/erasures.ts';
import { emptyState, foldEntry } from '../core/ledger/fold.ts';
import { parseEntry } from '../core/ledger/parse-entry.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { CHAIN_START, type ChainFault, followLink } from '../core/ledger/verify-chain.ts';
import {
  type CheckpointProblem,
  problemsOfHeads,
  type ReadCheckpoints,
} from '../core/ledger/verify-checkpoints.ts';
import { catchUp } from './catch-up.ts';
import type { Ports } from './ports.ts';
import { readable } from './snapshots.ts';
import { type VerifiedEvidence, verifyEvidence } from './verify-evidence.ts';

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
  /** Whether the stored projection, and each snapshot, is byte for byte what the entries give. */
  projection: 'equal' | 'differs' | 'not-compared';
  /** Signed heads that are not in the chain. */
  signed: CheckpointProblem[];
  /** What is kept beside the chain; null where that was not asked for, or the chain does not hold. */
  evidence: VerifiedEvidence | null;
}

/** What verifying reads; evidence is opened where it is given. */
export type VerifyPorts = Pick<Ports, 'ledger' | 'projections' | 'sha256'> &
  Partial<Pick<Ports, 'evidence' | 'contacts' | 'snapshots'>>;

/** Heads that were signed, by partner. */
export type SignedHeads = ReadCheckpoints['heads'];

/**
 * Checks every partner's whole chain, the projection against one made from the first entry, the heads that were signed,
 * and what is kept beside the chain.
 */
export async function verifyLedger(
  ports: VerifyPorts,
  partners?: readonly string[],
  heads: SignedHeads = new Map(),
): Promise<VerifiedLedger[]> {
  const results: VerifiedLedger[] = [];
  for (const partner of partners ?? (await ports.ledger.partners())) {
    results.push(await verifyPartner(ports, partner, heads.get(partner) ?? []));
  }
  return results;
}

async function verifyPartner(
  ports: VerifyPorts,
  partner: string,
  heads: NonNullable<ReturnType<SignedHeads['get']>>,
): Promise<VerifiedLedger> {
  let position = { ...CHAIN_START, partner: partner as string | null };
  let state = emptyState(partner);
  const bound = nothingBound();
  const kept = new Set((await ports.snapshots?.list(partner))?.map(({ seq }) => seq));
  let isSame = true;
  const hashes: string[] = [];
  const hashOf = (seq: number) => hashes[seq - 1];
  for await (const entry of ports.ledger.entries(partner)) {
    const link = followLink(position, entry, ports.sha256);
    if (!link.ok) {
      const fault = { seq: link.seq, why: link.why };
      const { seq: entries, head } = position;
      const reached = heads.filter((one) => one.head.seq <= entries);
      const signed = [...problemsOfHeads(partner, reached, hashOf)];
      return { partner, ok: false, entries, head, fault, projection: 'not-compared', signed, evidence: null };
    }
    position = link.position;
    const body = parseEntry(entry);
    state = foldEntry(state, body, entry.hash);
    addBound(bound, body);
    hashes.push(entry.hash);
    const snapshot = kept.has(state.seq)
      ? await readable(async () => ports.snapshots?.read(partner, state.seq) ?? null)
      : null;
    if (snapshot && bytes(snapshot) !== bytes(state)) isSame = false;
  }
  isSame &&= bytes(await catchUp(ports, partner)) === bytes(state);
  const projection = isSame ? 'equal' : 'differs';
  const signed = [...problemsOfHeads(partner, heads, hashOf)];
  const { evidence: store, contacts } = ports;
  const evidence = store
    ? await verifyEvidence({ evidence: store, ...(contacts ? { contacts } : {}) }, partner, bound)
    : null;
  const isWhole = !evidence || evidence.lost.length + evidence.stillThere.length === 0;
  return {
    partner,
    ok: projection === 'equal' && signed.length === 0 && isWhole,
    entries: state.seq,
    head: state.head,
    fault: null,
    projection,
    signed,
    evidence,
  };
}

function bytes(state: PartnerState): string {
  return canonicalJson(state as unknown as Json);
}
