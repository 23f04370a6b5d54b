import type { Agreement } from '../agreement/types.ts';
import { assess } from '../drift/assess/assess.ts';
import type { PublishedSight, StaticFit } from '../drift/assess/types.ts';
import { verdictOf } from '../drift/verdict.ts';
import type { Sha256 } from '../hash.ts';
import type { PartnerState } from '../ledger/types.ts';
import { decide } from '../lifecycle/decide.ts';
import type { Decision, Look } from '../lifecycle/types.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import type { Usage } from '../usage/types.ts';
import { foldLook } from './fold-look.ts';

/** What one version of a document is looked at with. */
export interface VersionLook {
  state: PartnerState;
  agreement: Agreement;
  /** What is agreed when it is published. */
  usage: Usage;
  published: PublishedSight;
  fits: StaticFit[];
  /** ISO instant of the simulated calendar. */
  at: string;
  sha256: Sha256;
}

/** A look at a version: what a live look would have found, decided and written. */
export interface LookedAt {
  look: Look;
  decision: Decision;
  state: PartnerState;
}

/** Looks at one published version as a live check of the document would: assess, decide, fold. */
export function lookAtVersion(on: VersionLook): LookedAt {
  const { state, agreement, sha256, at } = on;
  const look = assess({
    agreement,
    journeys: [],
    environment: null,
    scheduledTime: at,
    now: at,
    usage: on.usage,
    published: on.published,
    observation: null,
    seen: [],
    fits: on.fits,
    headers: [],
    state,
    neighbourFresh: false,
    sha256,
  });
  const decision = decide({ state, look, agreement, sha256, verdictOf });
  return { look, decision, state: foldLook(state, look, decision, { agreement: agreement.hash, sha256 }) };
}

/**
 * The state once both sides have taken a version over as what is agreed: the next look finds no difference to it, so
 * what was told of it is over, and is not told again.
 */
export function takeOver(
  on: Omit<VersionLook, 'published' | 'fits'> & { document: ApiDocument },
): PartnerState {
  const published: PublishedSight = { kind: 'read', document: on.document, moved: [] };
  return lookAtVersion({ ...on, published, fits: [] }).state;
}
