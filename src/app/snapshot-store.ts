import type { PartnerState } from '../core/ledger/types.ts';

/**
 * The state as it was at earlier entries, so that nobody has to fold a long ledger from its beginning. A cache: what it
 * gives is held against the chain, and thrown away where it does not fit.
 */
export interface SnapshotStore {
  /** What is kept, newest first: the sequence and the time of the entry that each rests on. */
  list(partner: string): Promise<{ seq: number; at: string }[]>;
  /** Null where it is gone. @throws ForewarnError `integrity` for one that this version cannot read. */
  read(partner: string, seq: number): Promise<PartnerState | null>;
  write(state: PartnerState): Promise<void>;
  remove(partner: string, seq: number): Promise<void>;
}
