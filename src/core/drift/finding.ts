import type {
  ComingSource,
  Contradiction,
  Estimate,
  KnownBy,
  KnownDate,
  NoticeGiven,
} from '../coming/types.ts';
import type { JsonObject } from '../json.ts';
import type { PactField } from '../pact/types.ts';
import type { UsageGrade } from '../usage/types.ts';
import type { Difference, Level } from './difference.ts';

/** What the difference does to us. */
export type Effect = 'breaks' | 'may-break' | 'loosens' | 'none' | 'unknown';

/** The four things a check looks at. */
export type SourceName = 'documents' | 'live' | 'pacts' | 'headers';
export type SourceVerdict = 'agrees' | 'changing' | 'drifts' | 'not-verified' | 'not-configured';
export type Verdict = 'agrees' | 'changing' | 'drifts' | 'not-verified';

/** Where a subject stands between agreed, published and live (see triangulate). */
export type Cell =
  | 'unseen'
  | 'agree'
  | 'undocumented-change'
  | 'live-change'
  | 'announced'
  | 'shipped'
  | 'rolling-out'
  | 'diverged'
  | 'baseline-behind'
  | 'ahead-of-partner'
  | 'documents-behind'
  | 'expectation-wrong'
  /** Our own API does not give what a pact of the partner needs. */
  | 'ours-to-mend'
  /** It does, but our document does not say so. */
  | 'ours-undocumented';

/** How an environment stands to the one it is ahead of. */
export type Stage = 'everywhere' | 'ahead' | 'behind' | 'one-sided' | 'nowhere-yet';

/** Which interactions of ours a difference touches. */
export interface Affected {
  pact: string | null;
  interaction: string | null;
  journeys: string[];
  /** Where the interaction looks at what differs, and how: at most 20 places. Told in reports, not kept. */
  fields?: TouchedField[];
}

/** A place of a message that a pact looks at, and its matching rule in force there. */
export interface TouchedField extends Pick<PactField, 'part' | 'of' | 'location' | 'match'> {}

/** A difference as judged for us, in one environment. */
export interface Finding extends Difference {
  partner: string;
  /** null: documents only. */
  environment: string | null;
  source: SourceName;
  /** Other sources that show the same difference in this look. */
  alsoIn?: SourceName[];
  /** Level after proof and policy. */
  severity: Level;
  effect: Effect;
  usageGrade: UsageGrade;
  cell: Cell;
  /** True for a mixed look (some exchanges old, some other). */
  partial: boolean;
  stage: Stage;
  affects: Affected[];
  fingerprint: string;
  driftKey: string;
  /** Named by `policy.ignore` or `policy.accepted`: kept, does not fail, is not announced. */
  suppressed: boolean;
  /** In force now in this environment (live, or in documents that both say so); false: coming. */
  inForce: boolean;
}

/**
 * A change that has a date or will come: one subject, whatever number of sources tell of it. `on` is the nearest ISO
 * day that one of them gives, null where none does.
 */
export interface Coming {
  /** In reports over several partners. */
  partner?: string;
  /** Reference of the change, where it has one. */
  change: string | null;
  driftKey: string | null;
  environment: string | null;
  operation: string | null;
  /** What people know the operation by, where its document says. */
  summary?: string;
  what: string;
  on: string | null;
  /** How the date is known; without one, how it is known that it comes. */
  known: KnownBy;
  daysLeft: number | null;
  late: boolean;
  /** What it is about, as in a finding; what is told of an operation in our own words follows it. */
  subject?: string;
  /** Every drift that it is about. */
  driftKeys?: string[];
  args?: JsonObject;
  /** ISO day since which we could have known of it. */
  since?: string;
  notice?: NoticeGiven;
  /** From how long it took before; a date that was given is never replaced by it. */
  estimate?: Estimate | null;
  /** Every date as it was known, oldest first, the present one last; empty where it never moved. */
  moved?: KnownDate[];
  sources?: ComingSource[];
  contradictions?: Contradiction[];
}

/** Something that could not be seen, and what to do. */
export interface NotVerified {
  partner: string;
  environment: string | null;
  source: SourceName;
  class: import('../exchange/types.ts').FailureClass;
  interaction: string | null;
  operation: string | null;
  detail: string;
  /** What to do, and whose step it is. */
  next: string;
}

export interface Coverage {
  used: number;
  exercised: number;
  skipped: { mode: number; budget: number; doNotCall: number };
}
