import type { Agreement } from '../agreement/types.ts';
import type { Change, DriftFacts, NoticeState, PartnerState } from '../ledger/types.ts';

export const FACTOR_KINDS = ['technology', 'process', 'policy', 'people', 'data'] as const;

/** What a factor rests on: something in the ledger or the agreement, by its name there. */
export interface FactorEvidence {
  of: 'drift' | 'change' | 'notice' | 'environment' | 'agreement';
  ref: string;
  /** ISO times that it is about. */
  dates: string[];
  /** Of a drift: the difference by which a report names it. */
  fingerprint?: string;
}

/** One of the things that contributed to how a change was met. There are mostly several, and none is a cause alone. */
export interface Factor {
  id: string;
  kind: (typeof FACTOR_KINDS)[number];
  evidence: FactorEvidence[];
  /** What was so. */
  says: string;
  /** What would have shown it earlier, or given more time. */
  earlier: string;
}

/** A change with all that its factors are read from. */
export interface FactorInput {
  change: Change;
  drifts: DriftFacts[];
  /** When it was confirmed, by environment. */
  confirmed: Map<string, string>;
  notices: NoticeState[];
  state: PartnerState;
  agreement: Agreement;
}

/** A row of the table: when it applies, and its words. */
export interface FactorRule {
  id: string;
  kind: Factor['kind'];
  /** Null where it does not apply; else what it rests on, and the numbers for its words. */
  find(input: FactorInput): { evidence: FactorEvidence[]; days?: number } | null;
  says: string;
  /** `{days}` is filled in. */
  earlier: string;
}
