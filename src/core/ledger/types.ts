import type { KeptWithDrift } from '../coming/kept-coming.ts';
import type { ComingStep, KeptComing } from '../coming/types.ts';
import type { Level, OperationName } from '../drift/difference.ts';
import type { Affected, Cell, Effect, SourceName, SourceVerdict, Stage, Verdict } from '../drift/finding.ts';
import type { FailureClass } from '../exchange/types.ts';
import type { HeardStep, KeptFeeds } from '../feed/types.ts';
import type { JsonObject } from '../json.ts';
import type { PageRun } from '../status-page/types.ts';
import type { UsageGrade } from '../usage/types.ts';
import type { DayRun } from './day-run.ts';
import type { Erased } from './erased.ts';
import type { HeldStep, KeptBack } from './held-step.ts';
import type { BlindHere, FromVantage } from './vantage.ts';

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
  coming?: KeptWithDrift;
}

/** Whom a message is for. */
export type Side = 'ours' | 'theirs';
export type NoticeStep =
  | 'announce'
  | 'shipped'
  | 'resolved'
  | 'retracted'
  | 'blind'
  | 'sight'
  | 'summary'
  | 'accepted'
  | 'reopened'
  | 'still-there'
  | 'answered'
  | 'reminder'
  | 'escalated'
  | 'digest';

/** A message that the ledger says must be sent. Its text is rebuilt from the fold; its id is final. */
export interface NoticeDue extends FromVantage {
  /** Hash of change, occurrence, side, step, contact and n: Message-ID and webhook id. */
  id: string;
  /** Reference of the change; null for blindness and sight, digests, and days that only a feed gave. */
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
  /** Operations that it is about, where the environment as such can be seen. */
  operations?: string[];
  /** Of a reminder: the date that comes near (ISO day), and the threshold that was reached, in days before it. */
  ahead?: { on: string; days: number };
  /** Of a reminder that no change has: what a feed gave the day to. */
  subject?: string;
  /** Of a digest: ids of the passages with a day that it names. */
  passages?: string[];
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
  | ({ type: 'suspected'; environment: string | null; drift: DriftFacts } & FromVantage)
  | { type: 'seen-again'; environment: string | null; driftKey: string; looks: number }
  | ({ type: 'confirmed'; environment: string | null; drift: DriftFacts; looks: number } & {
      change: string;
    } & FromVantage)
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
  | { type: 'change-closed'; change: string; how: ChangeEnd }
  | { type: 'reopened'; change: string; occurrence: number; document: string | null; cell: Cell }
  | { type: 'accepted'; environment: string | null; driftKey: string; by: Actor }
  | ({ type: 'answered'; change: string } & Omit<Answer, 'at' | 'holds'>)
  | { type: 'claim-checked'; change: string; holds: boolean }
  | ({
      type: 'blind';
      environment: string | null;
      /** Whose step was told so far; left out in entries of before this was kept. */
      owners?: StepOwner[];
    } & BlindHere &
      FromVantage)
  | ({ type: 'sight'; environment: string | null } & FromVantage)
  | ({ type: 'unseen'; environment: string | null; operation: string } & UnseenOperation)
  | { type: 'seen'; environment: string | null; operation: string }
  | ComingStep
  | HeardStep
  | HeldStep
  | { type: 'attempted'; notice: string; outcome: 'sent' | 'failed'; sha256: string; detail: string | null }
  /** `pages`: what the partner's own status page showed, where it was read. */
  | { type: 'day'; timeline: DayRun[]; pages?: PageRun[] }
  | Erased;

/** How a change ended: gone, never come to pass, or taken over as what is agreed from now on. */
export type ChangeEnd = 'resolved' | 'retracted' | 'accepted';

/** What somebody says to a change. */
export type AnswerKind = 'acknowledged' | 'planned' | 'disputed' | 'fixed' | 'accepted';

/** What was said to a change. Its free text is a payload in the evidence store. */
export interface Answer {
  kind: AnswerKind;
  /** Whose answer it is. */
  side: Side;
  /** Who wrote it down. */
  by: Actor;
  /** The day that was given; null for all but `planned`. */
  on: string | null;
  /** Commitment of the text, or null where none was given. */
  text: string | null;
  at: string;
  /** Of `fixed`, once a look has seen whether it is so. */
  holds?: boolean;
}

/** Whose step a failure is. */
export type StepOwner = 'ours' | 'theirs' | 'nobody';

/** An operation that cannot be seen while others can: the first cause, since when, and whether that was told. */
export interface UnseenOperation {
  class: FailureClass;
  since: string;
  told: boolean;
}

/** Why drifts are one change: the same document version, or one look with the same cell. */
export type ChangeCause = 'document' | 'look';

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
export interface DriftInEnvironment extends FromVantage {
  state: 'suspected' | 'confirmed' | 'standing' | 'accepted' | 'resolved' | 'retracted';
  looks: number;
  since: string;
  confirmedAt: string | null;
  /** When it was first seen in force; null where it is only coming. What has ended keeps it. */
  inForceSince: string | null;
  facts: DriftFacts;
  /** True once it was in force; left out before. */
  cameTrue?: true;
  /** Who took it over as what is agreed, and when. */
  accepted?: { by: Actor; at: string };
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
  how: ChangeEnd | null;
  occurrence: number;
  drifts: string[];
  /** Differences that came with it and touch nothing we use. */
  others: number;
  released: boolean;
  /** What was said to it, oldest first; left out where nothing was. */
  answers?: Answer[];
  /** Set while a person keeps back what waits for a release. */
  keptBack?: KeptBack;
  /** The last time it came back after its end: the occurrence that began then. */
  reopened?: { at: string; occurrence: number };
}

export interface NoticeState {
  due: NoticeDue;
  at: string;
  releasedAt: string | null;
  sentAt: string | null;
  attempts: { at: string; outcome: 'sent' | 'failed'; sha256: string; detail: string | null }[];
  /** Set where its change came back before it had left: it is never sent. */
  voidedAt?: string;
  /** Set where a person decided that it never leaves. */
  dropped?: { at: string; why: string };
}

export interface EnvironmentState {
  verdict: Verdict | null;
  since: string | null;
  sources: Record<SourceName, SourceVerdict> | null;
  /** Document hash last seen published. */
  published: string | null;
  /** Number of looks that saw something, by the ledger (the first look is 1). */
  firstLook: string | null;
  blind: (BlindHere & { owners?: StepOwner[] }) | null;
  /** By vantage: not seen from there, while another place sees it; left out where there is none. */
  blindFrom?: Record<string, BlindHere>;
  /** By operation key, or by interaction where the agreed document has none; left out where there is none. */
  unseen?: Record<string, UnseenOperation>;
  /** What is coming, by subject; left out where nothing was. */
  coming?: Record<string, KeptComing>;
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
  /** What the partner's feeds said; left out where none was read. */
  feeds?: KeptFeeds;
}
