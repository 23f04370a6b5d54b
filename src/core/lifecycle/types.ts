import type {
  Coming,
  Coverage,
  Finding,
  NotVerified,
  SourceName,
  SourceVerdict,
  Verdict,
} from '../drift/finding.ts';
import type { NoticeDue, Transition } from '../ledger/types.ts';

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
  /** Which sources were due in this look. */
  configured: Record<SourceName, boolean>;
  /** Hash of the published document, or null where it was not read. */
  published: string | null;
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
