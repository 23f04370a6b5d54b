import type { FailureClass, MadeHere } from '../exchange/types.ts';
import type { Json } from '../json.ts';

/** What a step sends. `${name}` stands for a value that an earlier step captured. */
export interface StepInput {
  parameters: Record<string, string | number | boolean>;
  headers: Record<string, string>;
  /** Absent: without a body. */
  body?: Json;
}

/**
 * What an answer must be like. Pointers are JSON Pointers (RFC 6901) into its body, with `*` for every element of a
 * list. `as` and `value` may hold `${name}`. A place that is not there never holds.
 */
export type Assertion =
  /** A list, text or mapping with something in it. */
  | { kind: 'not-empty'; pointer: string }
  /** A date-time that is not older than this, nor later than in a few minutes. */
  | { kind: 'fresh'; pointer: string; withinMs: number }
  /** An amount that is `as`, or within a factor of it: cents are not units. */
  | { kind: 'same-scale'; pointer: string; as: Json; factor: number }
  /** The amounts of a list add up to the amount at `equals`. */
  | { kind: 'sum'; pointer: string; equals: string }
  /** What a page says of itself fits what it holds. `size`: as many as were asked for. */
  | {
      kind: 'page-complete';
      pointer: string;
      total: string | null;
      more: string | null;
      next: string | null;
      size: number | null;
    }
  /** Neither the zero of its type nor the document's default or example. */
  | { kind: 'not-default'; pointer: string }
  | { kind: 'equals'; pointer: string; value: Json }
  | { kind: 'range'; pointer: string; min: number | null; max: number | null }
  /** No value of the list comes twice. */
  | { kind: 'unique'; pointer: string }
  /** The same instant as another date-time, give or take. */
  | { kind: 'same-time'; pointer: string; as: Json; withinMs: number }
  /** A status that leaves those of `from` in time, counted from the date-time at `since`. */
  | { kind: 'moves-on'; pointer: string; from: Json[]; since: string; withinMs: number };

/** What can be missing at a step: an assertion, an answer at all, or a value to carry on. */
export type FailingKind = Assertion['kind'] | 'answered' | 'captured';

/** What did not hold. Never a value: which step (from 1), which assertion, and where. */
export interface Failing {
  step: number;
  assertion: FailingKind;
  pointer: string;
}

/** Why a journey could not be walked to its end. */
export interface StoppedAt {
  step: number;
  partner: string;
  /** Null: left out on purpose, see `skipped`. */
  class: FailureClass | null;
  /** `undo`: it would make something, and nothing says how that is undone. */
  skipped: 'mode' | 'budget' | 'doNotCall' | 'undo' | null;
}

/** One walk through a journey. */
export type JourneyWalk = (
  | { outcome: 'held' }
  | { outcome: 'failing'; failing: Failing[] }
  /** Nothing is said about the journey, whatever was seen before. */
  | { outcome: 'not-verified'; at: StoppedAt }
) & {
  /** What it made at its partners, by partner; absent where it made nothing. */
  made?: Record<string, MadeHere>;
};

/** What a journey is, as it was when it was walked last: for those who read how it stands without its file. */
export interface JourneyAbout {
  title: string;
  who: 'customer' | 'staff';
  hurts: string;
  contact: string | null;
  /** In the order of its steps. */
  partners: string[];
}

/** How a journey stands over time; kept between walks. */
export interface JourneyState {
  id: string;
  about?: JourneyAbout;
  /** `suspected`: seen failing, less often than is asked for; `suffering`: confirmed. */
  state: 'ok' | 'suspected' | 'suffering';
  /** ISO time of the first failing walk in a row; null where it is ok. */
  since: string | null;
  /** Failing walks in a row, up to what confirms. */
  failed: number;
  /** Walks in a row that held while it is suffering, up to what confirms. */
  held: number;
  /** What did not hold in the last failing walk. */
  failing: Failing[];
  /** ISO time of the last walk that saw everything; null: none did. */
  seenAt: string | null;
  /** Why it cannot be walked to its end, and since when (ISO); absent where the last walk came there. */
  blind?: { since: string; at: StoppedAt };
  /** What was told last, to whom it is still due and who has it (hashes of contacts); null where nothing was. */
  told: { step: 'suffering' | 'well'; since: string; due: string[]; sent: string[] } | null;
}

/** What people told of a journey, by the hour. `hour`: ISO time of its beginning. */
export interface SignalCount {
  hour: string;
  count: number;
  /** ISO times of the first and the last of them; left out where they were not kept. */
  first?: string;
  last?: string;
}

/** Walks in a row with one outcome: `n` of them, from the first to the last (ISO). */
export interface WalkRun {
  outcome: JourneyWalk['outcome'];
  from: string;
  to: string;
  n: number;
}
