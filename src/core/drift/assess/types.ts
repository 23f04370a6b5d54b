import type { Agreement, Journey } from '../../agreement/types.ts';
import type { Heard } from '../../coming/types.ts';
import type { Assessment } from '../../exchange/classify.ts';
import type { ConformResult } from '../../exchange/conform.ts';
import type { ComingFact } from '../../exchange/lifecycle-headers.ts';
import type { Exchange, Failure, LiveObservation } from '../../exchange/types.ts';
import type { Sha256 } from '../../hash.ts';
import type { PartnerState } from '../../ledger/types.ts';
import type { ApiDocument } from '../../openapi/document/types.ts';
import type { Usage } from '../../usage/types.ts';
import type { Difference } from '../difference.ts';
import type { Cell, SourceName } from '../finding.ts';

/** One exchange with an operation, as both documents and our pact see it. */
export interface SeenExchange {
  exchange: Exchange;
  assessment: Assessment;
  baseline: ConformResult;
  /** null: nothing is published, or it is the baseline itself. */
  published: ConformResult | null;
  /** The interaction of a pact that it served, or null. */
  interaction: { pact: string; interaction: string } | null;
  /** What our pact refuses in the answer. */
  mismatches: Difference[];
  /** The interaction is not relied on yet. */
  pending?: true;
}

/** What the published document says: not configured, not readable, or read (with what moved). */
export type PublishedSight =
  | { kind: 'none' }
  | { kind: 'unread'; failure: Failure }
  | { kind: 'read'; document: ApiDocument; moved: Difference[] };

/** One interaction against the documents alone. `published`: null where that is not known. */
export interface StaticFit {
  pact: string;
  interaction: string;
  baseline: Difference[];
  published: Difference[] | null;
  /** Verdict of the pact on live in this look; null: not exercised. */
  livePasses: boolean | null;
}

/** Everything one look knows, before it is judged. */
export interface AssessInput {
  agreement: Agreement;
  journeys: Journey[];
  environment: string | null;
  scheduledTime: string;
  now: string;
  usage: Usage;
  /** The document that was agreed, where its marks are to be read. */
  baseline?: ApiDocument;
  /** Passages of feeds; absent: feeds were not read. */
  heard?: readonly Heard[];
  published: PublishedSight;
  /** null: this look does not touch an environment. */
  observation: LiveObservation | null;
  seen: SeenExchange[];
  fits: StaticFit[];
  headers: ComingFact[];
  state: PartnerState;
  /** Our own API is looked at, by pacts of the partner. */
  ourSide?: boolean;
  /** What moved in our own document since the partner agreed to it, and what the partner uses of that version. */
  ourMoves?: { moved: Difference[]; usage: Usage };
  /** Whether the environment beside this one was looked at within max-age. */
  neighbourFresh: boolean;
  sha256: Sha256;
}

/** A difference placed in the triangulation, not yet weighed for us. */
export interface Candidate {
  difference: Difference;
  source: SourceName;
  alsoIn: SourceName[];
  cell: Cell;
  partial: boolean;
  /** Interactions that showed it, by description. */
  shownBy: { pact: string; interaction: string }[];
}
