import type { ComingLink } from '../exchange/link-header.ts';
import type { JsonObject } from '../json.ts';

/** How a coming change is known. */
export const KNOWN_BY = [
  'sunset header',
  'document',
  'baseline',
  'agreement',
  'answer',
  'feed',
  'deprecation header',
  'sandbox',
] as const;

/** One way in which a coming change is known; the best witness of a date comes first. */
export type KnownBy = (typeof KNOWN_BY)[number];

/** What a source may say of a subject. */
export const SAYS = ['ends', 'deprecated', 'changes', 'ready'] as const;

/** What one source says of one subject, and since when we could have known. */
export interface ComingSource {
  known: KnownBy;
  /** Where it says so; null: it is not about one environment. */
  environment: string | null;
  /** It goes away, it is not to be used any more, it will be otherwise; or we said that we are ready for it then. */
  says: (typeof SAYS)[number];
  /** A rule's id, or the words of our own agreement. */
  what: string;
  /** The rule's arguments; absent without a rule. */
  args?: JsonObject;
  /** ISO day in UTC; of `deprecated` and `ready`, the day from which it is so. null: none was given. */
  on: string | null;
  /** ISO day of the first record of it in the ledger; null: it is new. */
  since: string | null;
  /** What the notice agreed goes by; null: it touches nothing that notice was agreed for. */
  level: 'breaking' | 'warning' | null;
  driftKey: string | null;
  change: string | null;
  operation: string | null;
  /** Pages of the partner that tell more. */
  links?: ComingLink[];
  /** How we heard of it, in the agreement's own words. */
  heard?: string;
  /** Of a feed: a person has read it and let it stand. */
  read?: true;
}

/** When it may come, from how long it took before. Never a date that somebody gave. */
export interface Estimate {
  /** ISO day: seen ahead, and the median of earlier cases later. */
  on: string;
  /** The same with the shortest and the longest of the earlier cases. */
  earliest: string;
  latest: string;
  daysLeft: number;
  medianDays: number;
  /** How many earlier cases it is taken from; at least 2. */
  cases: number;
}

/** Notice in days: what was agreed (null: nothing), and what was given (null: no date is known). */
export interface NoticeGiven {
  agreed: number | null;
  given: number | null;
  /** Less was given than agreed. Never where nothing was agreed. */
  short: boolean;
}

/** Sources that cannot all be right. */
export type Contradiction =
  | { kind: 'dates'; dates: string[] }
  | { kind: 'ends-before-deprecated'; ends: string; deprecated: string };

/** A date as it was known from a day on; null: known to come, without a date. */
export interface KnownDate {
  on: string | null;
  /** ISO day. */
  since: string;
}

/** A coming change as the ledger knows it: its date, and every date that it had, oldest first. */
export interface KeptComing {
  /** ISO day, or null without one. */
  on: string | null;
  known: KnownBy;
  dates: KnownDate[];
}

/** What is coming has a date, has none any more, or is announced without one; or it is not coming any more. */
export type ComingStep =
  | { type: 'coming'; environment: string | null; subject: string; on: string | null; known: KnownBy }
  | { type: 'not-coming'; environment: string | null; subject: string };

/** What we were told by other ways than the agreement: a passage of a feed that names one of their operations. */
export interface Heard {
  /** `METHOD /path`, an operationId, or a subject. */
  what: string;
  /** Our own word for what will become of it, such as `removed`. */
  change: string;
  /** ISO day on which it takes effect; null: none was given. */
  on: string | null;
  /** ISO day on which the passage was first read. */
  at: string;
  /** A person has read it and let it stand. */
  read?: true;
}
