/**
 * What one look can show. `suspected`: seen once, to be confirmed; `coming`: known to come, not there yet; `maintenance`:
 * a status page says that they work on it.
 */
export type Showed = 'well' | 'coming' | 'suspected' | 'trouble' | 'maintenance' | 'not-verified';

/** How a source stood in a piece of time. `between`: its look before and its look after showed different things. */
export type SightState = Showed | 'between' | 'not-seen';

/** Looks in a row that showed the same: `n` of them, from the first to the last. Times in ms since 1970. */
export interface LookRun {
  from: number;
  to: number;
  n: number;
  showed: Showed;
  /** More of it, in our own words; null: there is no more to say. */
  note: string | null;
  /** From when the source itself says that it is so, where it says it afterwards. */
  known?: number;
  /** What could not be checked for a reason on their side still tells whoever looks that something is not as usual. */
  noAnswer?: true;
}

/** A piece of time in which a source stood in one way. Times in ms since 1970, `to` not included. */
export interface Piece {
  from: number;
  to: number;
  state: SightState;
  note: string | null;
  /** What somebody who looked would have been shown: by the last look, while it was not too old. */
  shown: Showed | null;
  noAnswer?: true;
  /** Of `between`: when the two looks were, and what each showed. */
  looks?: { before: number; after: number; was: Showed; became: Showed };
}

/** Who can look at a source. */
export type Party = 'ours' | 'both' | 'theirs';

/** The kinds of sources, in the order in which they are shown. */
export const SOURCE_KINDS = [
  'live',
  'pacts',
  'journey',
  'people',
  'ahead',
  'documents',
  'announcements',
  'status-page',
  'told',
] as const;

/** A kind of source. `ahead`: an environment that goes before another one; `told`: what they had from us. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where something could be seen, and every look at it. */
export interface SightSource {
  kind: SourceKind;
  party: Party;
  /** Which one, where there are several of the kind: an environment, a journey. */
  of: string | null;
  /**
   * Every look at it, in order of time, not overlapping; several lists where several places show the same thing, such
   * as a document that two environments publish: then the one that shows most counts.
   */
  parts: readonly (readonly LookRun[])[];
  /** A look older than this shows nothing. ms */
  maxAgeMs: number;
  /** What it shows is what people who use the integration meet, not only a sign of what will come. */
  evidence: boolean;
}

/** A source over a period. */
export interface SightRow {
  kind: SourceKind;
  party: Party;
  of: string | null;
  pieces: Piece[];
  /** ms in each state; they add up to the period. */
  spent: Partial<Record<SightState, number>>;
}

/** Trouble that is known afterwards to have been there. Times in ms since 1970. */
export interface Trouble {
  /** From the earliest evidence to the last. */
  from: number;
  to: number;
  /** It began after this, and was over before that; null: no look says so. */
  notBefore: number | null;
  notAfter: number | null;
  /** When that evidence was first to be seen: later than `from` where a source said afterwards since when it was so. */
  seen: number;
  /** Kinds and names of the sources of the evidence that begins and ends it. */
  first: SourceName;
  last: SourceName;
  /** Within `from` and `to`: when nothing showed it to anybody. */
  nobody: Span[];
  /** The same from `notBefore` on: the most that it can have been. */
  nobodyAtMost: Span[];
  /** When only people told of it, and no check, document or page showed it. */
  peopleOnly: Span[];
}

/** Times in ms since 1970, `to` not included. */
export interface Span {
  from: number;
  to: number;
}

/** Which source. */
export interface SourceName {
  kind: SourceKind;
  of: string | null;
}

/** When a source first showed it within a period. `before`: its look before that one; null: there was none. */
export interface FirstShown extends SourceName {
  party: Party;
  at: number;
  showed: Showed;
  before: number | null;
}

/** What every party could have seen in a period. */
export interface Sight {
  from: number;
  to: number;
  rows: SightRow[];
  troubles: Trouble[];
  /** Earliest first: sources that showed something. */
  first: FirstShown[];
}

/** What a source showed at an instant. */
export interface SightAt extends SourceName {
  party: Party;
  state: SightState;
  note: string | null;
  /** The look that it rests on, and how old it was; null: there was none before. */
  look: number | null;
  ageMs: number | null;
  /** The look after it and what that showed; null: there was none. */
  next: { at: number; showed: Showed } | null;
}
