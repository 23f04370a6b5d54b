import type {
  Coming,
  Coverage,
  Finding,
  NotVerified,
  SourceName,
  SourceVerdict,
  Verdict,
} from '../drift/finding.ts';
import type { FailureClass, MadeHere } from '../exchange/types.ts';
import type { FeedSight } from '../feed/types.ts';
import type { NoticeDue, Transition } from '../ledger/types.ts';
import type { SeenFrom } from '../ledger/vantage.ts';

/**
 * What a look saw of the operations that we use, by key, or by interaction where the agreed document has none.
 * An operation is unseen if anything of it that was due could not be seen; `left`: left out on purpose.
 */
export interface OperationSight {
  seen: string[];
  unseen: { operation: string; class: FailureClass }[];
  left: string[];
}

/** What one look found, judged but not yet decided: the input of {@link decide}. */
export interface Look {
  partner: string;
  environment: string | null;
  /** ISO time the look was due; part of its identity. */
  scheduledTime: string;
  /** ISO calendar time of the look. */
  at: string;
  findings: Finding[];
  /** Drift keys whose subject could be judged in this look: what is open, judged and not found has ended. */
  judged: (driftKey: string, source: SourceName) => boolean;
  notVerified: NotVerified[];
  coming: Coming[];
  coverage: Coverage;
  /** What was seen of each operation that we use, where live was looked at. */
  operations?: OperationSight;
  /** Which sources were due in this look. */
  configured: Record<SourceName, boolean>;
  /** Hash of the published document, or null where it was not read. */
  published: string | null;
  /** What it read in the partner's feeds; absent where it read none. */
  feeds?: readonly FeedSight[];
  /** The place that it was made from, where that has a name. */
  vantage?: string;
  /** With `vantage`: the last look at this environment from another place, where that could see and is not too old. */
  seenFrom?: SeenFrom;
  /** What it made at the partner, and what became of that; absent where it made nothing. */
  made?: MadeHere;
}

/** What follows from a look: what becomes so, who must be told, and the verdict. */
export interface Decision {
  transitions: Transition[];
  notices: NoticeDue[];
  verdict: Verdict;
  sources: Record<SourceName, SourceVerdict>;
  /** The look's findings with what the life of each says: only `confirmed` ones count for the verdict. */
  findings: (Finding & {
    state: 'suspected' | 'confirmed' | 'standing';
    change: string | null;
    firstConfirmed: boolean;
  })[];
}

/** The verdict of a look from its findings as lived (`core/drift/verdict.ts`). */
export type VerdictOf = (input: {
  findings: (Finding & { state: 'suspected' | 'confirmed' | 'standing' })[];
  notVerified: NotVerified[];
  coming: Coming[];
  coverage: Coverage;
  configured: Record<SourceName, boolean>;
}) => { verdict: Verdict; sources: Record<SourceName, SourceVerdict> };
