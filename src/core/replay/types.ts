import type { Level, OperationName } from '../drift/difference.ts';
import type { Effect, Verdict } from '../drift/finding.ts';
import type { JsonObject } from '../json.ts';
import type { NoticeStep } from '../ledger/types.ts';
import type { UsageGrade } from '../usage/types.ts';

/** A difference that would have been told. */
export interface ToldDifference {
  operation: OperationName | null;
  /** As `formatSubject` writes it. */
  subject: string;
  rule: string;
  args: JsonObject;
  level: Level;
  severity: Level;
  effect: Effect;
  usageGrade: UsageGrade;
  /** Times that this subject has differed so far, this one included. */
  occurrence: number;
}

/** A change that would have been told on the day of a version. */
export interface ToldChange {
  /** Reference, such as `ACME-PAY-3`. */
  change: string;
  step: NoticeStep;
  /** The gravest, at most {@link MOST_TOLD}. */
  differences: ToldDifference[];
  /** How many there are. */
  count: number;
  /** Those of them that break us; where nobody told what we use, that are breaking. */
  breaks: number;
}

/** Most differences of one change that are kept one by one. */
export const MOST_TOLD = 200;

/** What one version would have brought. */
export interface ReplayDay {
  /** How the version is called: a file, a commit. */
  version: string;
  /** `info.version`. */
  docVersion: string;
  /** ISO instant at which it was published. */
  at: string;
  operations: number;
  verdict: Verdict;
  told: ToldChange[];
  /** Differences that nobody would have heard of. */
  quiet: number;
}

/** The first that anybody could see of a coming removal. */
export interface Sign {
  /** ISO instant of the version that showed it. */
  at: string;
  how: 'deprecated' | 'sunset';
  /** True where the first version of the history had it already: it may be older. */
  orEarlier: boolean;
}

/** An operation, or a part of one that we use, that went. */
export interface Removal {
  operation: OperationName | null;
  /** `METHOD /path/{}`. */
  key: string;
  /** As `formatSubject` writes it; of an operation as such, the operation's. */
  subject: string;
  what: 'operation' | 'part';
  /** Null where nobody told what we use. */
  used: boolean | null;
  /** ISO instant of the version in which it is gone. */
  at: string;
  version: string;
  sign: Sign | null;
  /** Whole days from the sign to the removal; null without a sign. */
  leadDays: number | null;
  /** ISO instant of the version in which it is there again. */
  back: string | null;
}

/** A version that could not be read. */
export interface UnreadVersion {
  version: string;
  at: string;
  detail: string;
}

/** What would have been told over a document's history. */
export interface Replay {
  partner: string;
  name: string;
  /** Operations that we use, as far as the first version has them; `known` is false where nobody told. */
  usage: { known: boolean; operations: OperationName[]; unplaced: string[] };
  /** In the order in which they were published; the first is what was agreed at the start. */
  days: ReplayDay[];
  removals: Removal[];
  unread: UnreadVersion[];
  /** Messages that tell of a change; that one is over, as it was taken over, is not counted. */
  notices: { ours: number; theirs: number };
}
