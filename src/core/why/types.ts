import type { Exception } from '../agreement/types.ts';
import type { KnownBy } from '../coming/types.ts';
import type { NotVerified } from '../drift/finding.ts';
import type { FailureClass } from '../exchange/types.ts';
import type { Actor, Answer, DriftFacts, StepOwner } from '../ledger/types.ts';

/** What of ours a look was made with: the first 16 hex digits of the SHA-256 of each. */
export interface LookedWith {
  agreement: string;
  baseline: string;
  pacts: string;
}

/** How many things could not be seen in a look, by class. */
export type FailureCounts = Partial<Record<FailureClass, number>>;

/** What could not be seen in a look, counted; undefined where everything could. */
export function failureCounts(notVerified: readonly Pick<NotVerified, 'class'>[]): FailureCounts | undefined {
  const counts: FailureCounts = {};
  for (const { class: kind } of notVerified) counts[kind] = (counts[kind] ?? 0) + 1;
  return notVerified.length > 0 ? counts : undefined;
}

/** What a look showed, as somebody on call asks: as agreed (or only coming), different, or nothing to be seen. */
export type Grade = 'good' | 'differs' | 'not-seen';

/** Looks in a row with one grade: `n` of them. Times in ms since 1970. */
export interface GradedLook {
  from: number;
  to: number;
  n: number;
  grade: Grade;
}

/** Looks in a row that were not good, and the good ones beside them. Times in ms since 1970. */
export interface Stretch {
  /** The last good look before; null: there was none. */
  lastGood: number | null;
  /** The first look that was not good, and what it was. */
  first: number;
  grade: Exclude<Grade, 'good'>;
  /** The first look of them that showed a difference; null: none did. */
  firstDiffers: number | null;
  /** The last look of them so far. */
  last: number;
  looks: number;
  /** The first good look after; null: there is none yet. */
  over: number | null;
}

/** Looks of a period and the newest time in it that was not good. */
export interface Looked {
  /** Looks within the period. */
  looks: number;
  /** The last look of all; null: nobody has looked yet. */
  lastLook: { at: number; grade: Grade } | null;
  stretch: Stretch | null;
  /** When the others in the period began, oldest first. */
  earlier: number[];
}

/** What is known of their side around a stretch. `at`: ms since 1970 of the look that showed it. */
export type TheirFact =
  | { kind: 'document'; at: number; from: string | null; to: string }
  | DifferenceFact
  | { kind: 'announced'; at: number; subject: string; on: string | null; known: KnownBy }
  | { kind: 'heard'; at: number; names: string[] }
  /** `words`: its state, with titles of incidents as they wrote them. */
  | { kind: 'status-page'; at: number; words: string };

/** A difference that a look of the stretch showed first. */
export interface DifferenceFact {
  kind: 'difference';
  at: number;
  /** What became of it so far. */
  state: 'suspected' | 'confirmed';
  facts: DriftFacts;
  change: string | null;
  /** Other environments that have it, by name, and since when (ISO). */
  elsewhere: { environment: string | null; since: string }[];
  /** Commitments of the exchanges that were kept when it was first seen. */
  evidence: string[];
}

/** What is known of our own side around a stretch. `changed: null`: no record says it. */
export type OurFact =
  | { kind: 'input'; what: keyof LookedWith; changed: boolean | null }
  | { kind: 'forewarn'; from: string; to: string }
  | { kind: 'credentials'; at: number; class: FailureClass; operation: string | null }
  | { kind: 'answered'; at: number; change: string; answer: Pick<Answer, 'kind' | 'on' | 'side' | 'by'> }
  | { kind: 'released'; at: number; change: string; by: Actor }
  | { kind: 'accepted'; at: number; by: Actor }
  | { kind: 'ignored'; exception: Exception };

/** What could not be seen in a stretch. */
export interface UnseenFact {
  /** ms since 1970. */
  at: number;
  /** Null: the environment as a whole. */
  operation: string | null;
  class: FailureClass;
  whose: StepOwner;
  /** Commitments of the exchanges that were kept with it. */
  evidence: string[];
}

/** An environment (null: documents only) over a period. */
export interface EnvironmentWhy extends Looked {
  environment: string | null;
  /** Their document at the last good look and at the first bad one: hashes; null where it was never read. */
  document: { before: string | null; after: string | null } | null;
  theirs: TheirFact[];
  ours: OurFact[];
  unseen: UnseenFact[];
  /** How many things could not be seen in the looks of the stretch that run data has, by class. */
  failures: FailureCounts;
  /** Differences of the stretch that touch nothing we use. */
  others: number;
}

/** A journey over a period. */
export interface JourneyWhy extends Looked {
  id: string;
  title: string;
  /** What people told of it in the period; null: nothing. Times in ms since 1970. */
  people: { count: number; first: number; last: number } | null;
}
