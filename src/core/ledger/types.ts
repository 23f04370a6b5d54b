import type { Level, OperationName } from '../drift/difference.ts';
import type {
  Affected,
  Cell,
  Coming,
  Effect,
  SourceName,
  SourceVerdict,
  Stage,
  Verdict,
} from '../drift/finding.ts';
import type { FailureClass } from '../exchange/types.ts';
import type { JsonObject } from '../json.ts';
import type { UsageGrade } from '../usage/types.ts';

/** Who caused an entry. */
export interface Actor {
  kind: 'schedule' | 'person' | 'partner' | 'ci';
  id: string;
}

/** What the ledger keeps of a difference: facts only, no partner text beyond names in the contract. */
export interface DriftFacts {
  driftKey: string;
  fingerprint: string;
  rule: string;
  level: Level;
  severity: Level;
  effect: Effect;
  usageGrade: UsageGrade;
  direction: 'request' | 'response' | 'none';
  subject: string;
  facet: string;
  args: JsonObject;
  operation: OperationName | null;
  source: SourceName;
  cell: Cell;
  stage: Stage;
  partial: boolean;
  inForce: boolean;
  affects: Affected[];
  /** When it will hurt and how that is known; absent where nothing is announced. */
  coming?: { on: string | null; known: Coming['known'] };
}

/** Whom a message is for. */
export type Side = 'ours' | 'theirs';
export type NoticeStep = 'announce' | 'shipped' | 'resolved' | 'retracted' | 'blind' | 'sight' | 'summary';

/** A message that the ledger says must be sent. Its text is rebuilt from the fold; its id is final. */
export interface NoticeDue {
  /** Hash of change, occurrence, side, step, contact and n: Message-ID and webhook id. */
  id: string;
  /** Reference of the change; null for blindness and sight. */
  change: string | null;
  occurrence: number;
  side: Side;
  step: NoticeStep;
  /** SHA-256 of the contact's own text: addresses are not kept in the ledger. */
  contact: string;
  n: number;
  environment: string | null;
  /** True: waits for a person's release. */
  held: boolean;
}

/** The fold's key of an environment; documents only is `''`. */
export function environmentKey(environment: string | null): string {
  return environment ?? '';
}

/** One thing that became so. The fold over all transitions is the present. */
export type Transition =
  | {
      type: 'verdict';
      environment: string | null;
      from: Verdict | null;
      to: Verdict;
      sources: Record<SourceName, SourceVerdict>;
    }
  | { type: 'published'; environment: string | null; from: string | null; to: string }
  | { type: 'suspected'; environment: string | null; drift: DriftFacts }
  | { type: 'seen-again'; environment: string | null; driftKey: string; looks: number }
  | { type: 'confirmed'; environment: string | null; drift: DriftFacts; change: string; looks: number }
  | { type: 'moved'; environment: string | null; driftKey: string; drift: DriftFacts }
  | { type: 'resolved'; environment: string | null; driftKey: string }
  | { type: 'retracted'; environment: string | null; driftKey: string }
  | { type: 'standing'; environment: string | null; drift: DriftFacts }
  | {
      type: 'change-opened';
      change: string;
      because: ChangeCause;
      document: string | null;
      cell: Cell;
      /** Differences that came with it and touch nothing we use. */
      others: number;
    }
  | { type: 'change-closed'; change: string; how: 'resolved' | 'retracted' }
  | { type: 'blind'; environment: string | null; class: FailureClass; since: string; told: boolean }
  | { type: 'sight'; environment: string | null }
  | { type: 'released'; change: string; notices: string[] }
  | { type: 'attempted'; notice: string; outcome: 'sent' | 'failed'; sha256: string; detail: string | null }
  | { type: 'day'; timeline: DayRun[] };

/** Why drifts are one change: the same document version, or one look with the same cell. */
export type ChangeCause = 'document' | 'look';

/** Run-length piece of a finished day: `n` looks of one verdict. */
export interface DayRun {
  environment: string | null;
  verdict: Verdict;
  from: string;
  to: string;
  n: number;
}

/** Evidence kept outside the ledger, bound by SHA-256(salt + payload). */
export interface Commitment {
  kind: 'exchanges' | 'differences' | 'documents' | 'notice' | 'answer';
  sha256: string;
}

/** What one ledger entry says. The canonical JSON of this is the stored `body`, byte for byte. */
export interface EntryBody {
  v: 1;
  partner: string;
  seq: number;
  /** Hash of the entry before; 64 zeros for the first. */
  prev: string;
  /** ISO 8601 UTC with ms: max(now, prev.at). */
  at: string;
  /** Hash of partner, environment and scheduled time; null for entries that are no look. */
  look: string | null;
  clock: 'real' | 'simulated';
  by: Actor;
  tool: { version: string; rules: string };
  agreement: string | null;
  transitions: Transition[];
  notices: NoticeDue[];
  evidence: Commitment[];
}

/** One drift's life in one environment. */
export interface DriftInEnvironment {
  state: 'suspected' | 'confirmed' | 'standing' | 'resolved' | 'retracted';
  looks: number;
  since: string;
  confirmedAt: string | null;
  facts: DriftFacts;
}

/** One subject's life, over its environments (key `''`: documents only). */
export interface Drift {
  driftKey: string;
  change: string | null;
  /** 1 for the first time; one more each time it comes back after an end. */
  occurrence: number;
  environments: Record<string, DriftInEnvironment>;
}

export interface Change {
  ref: string;
  number: number;
  because: ChangeCause;
  document: string | null;
  cell: Cell;
  openedAt: string;
  closedAt: string | null;
  how: 'resolved' | 'retracted' | null;
  occurrence: number;
  drifts: string[];
  /** Differences that came with it and touch nothing we use. */
  others: number;
  released: boolean;
}

export interface NoticeState {
  due: NoticeDue;
  at: string;
  releasedAt: string | null;
  sentAt: string | null;
  attempts: { at: string; outcome: 'sent' | 'failed'; sha256: string; detail: string | null }[];
}

export interface EnvironmentState {
  verdict: Verdict | null;
  since: string | null;
  sources: Record<SourceName, SourceVerdict> | null;
  /** Document hash last seen published. */
  published: string | null;
  /** Number of looks that saw something, by the ledger (the first look is 1). */
  firstLook: string | null;
  blind: { class: FailureClass; since: string; told: boolean } | null;
}

/** The fold of a partner's ledger: everything that is so now. */
export interface PartnerState {
  partner: string;
  /** Sequence of the last entry folded; 0 before the first. */
  seq: number;
  /** Hash of the last entry; 64 zeros before the first. */
  head: string;
  at: string | null;
  /** Key `''`: documents only. */
  environments: Record<string, EnvironmentState>;
  drifts: Record<string, Drift>;
  changes: Record<string, Change>;
  notices: Record<string, NoticeState>;
  /** Looks already in the ledger (hashes), newest last, at most 100. */
  looks: string[];
}
