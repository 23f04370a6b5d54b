import type { Bound, Erasure } from '../core/ledger/erasures.ts';
import type { ContactBook, EvidenceStore } from './ports.ts';

/** What is kept beside a partner's ledger, held against it. */
export interface VerifiedEvidence {
  /** Payloads that are what their commitment says. */
  kept: number;
  /** What was erased, by the ledger. */
  erased: Erasure[];
  /** Commitments of payloads that are not there, or not what was written, and were not erased. */
  lost: { seq: number; sha256: string }[];
  /** Erased by the ledger, and still there: erasing was cut short. */
  stillThere: string[];
}

/** Opens every payload that a ledger names; what was erased must be gone. */
export async function verifyEvidence(
  { evidence, contacts }: { evidence: EvidenceStore; contacts?: ContactBook },
  partner: string,
  bound: Bound,
): Promise<VerifiedEvidence> {
  const result: VerifiedEvidence = { kept: 0, erased: [...bound.erased.values()], lost: [], stillThere: [] };
  for (const [sha256, { seq }] of bound.payloads) {
    const isThere = (await evidence.get(partner, sha256)) !== null;
    const isErased = bound.erased.has(sha256);
    if (isThere && isErased) result.stillThere.push(sha256);
    else if (isThere) result.kept++;
    else if (!isErased) result.lost.push({ seq, sha256 });
  }
  const book = (await contacts?.read(partner)) ?? [];
  result.stillThere.push(...book.flatMap(({ name }) => (bound.erased.has(name) ? [name] : [])));
  return result;
}
