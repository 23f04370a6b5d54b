import type { Agreement, Journey } from '../core/agreement/types.ts';
import type { ComingRecord } from '../core/coming/record.ts';
import type { JsonObject } from '../core/json.ts';
import type { Change, PartnerState } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import type { ReportJourney } from '../core/report/journey-report.ts';
import type { ToRead } from '../core/report/to-read-lines.ts';
import type { WhyReport } from '../core/report/why/types.ts';
import type { Sight } from '../core/sight/types.ts';
import { changeEvidence } from './change-evidence.ts';
import { comingNow } from './coming-now.ts';
import type { CommitPorts } from './commit.ts';
import { heardPassages } from './heard-passages.ts';
import { type HistoryRecord, history } from './history.ts';
import { type KnownThen, knownThen } from './history-as-of.ts';
import type { JourneyStore } from './journey-store.ts';
import { journeysNow } from './journeys-now.ts';
import { type KeptBack, keepBack } from './keep-back.ts';
import { partnerSight } from './partner-sight.ts';
import type { EvidenceStore, Run } from './ports.ts';
import { readWhy } from './read-why.ts';
import { type Released, releaseChange } from './release-change.ts';
import type { StatusPageStore } from './status-pages.ts';
import { type VerifiedLedger, verifyLedger } from './verify-ledger.ts';

/** What people are answered from. What is left out is not kept where they are answered, and is not told. */
export type PeoplePorts = CommitPorts & {
  journeys?: JourneyStore;
  pageSightings?: StatusPageStore;
  evidence?: Pick<EvidenceStore, 'get'>;
  /** Reads what was agreed with a partner where it is not at hand; null where it cannot be had. */
  agreed?(partner: string): Promise<ApiDocument | null>;
};

/** A partner as it is told of. */
export interface ToldPartner {
  agreement: Agreement;
  journeys: readonly Journey[];
  state: PartnerState;
}

/** What was agreed, and the pacts that say what we use of it. */
export interface AgreedDocuments {
  baseline: ApiDocument;
  pacts: readonly Pact[];
}

/** Looks that are read for the last one at each environment. */
const RUNS_READ = 200;
/** Entries that are read to say since when something is so. */
const ENTRIES_READ = 2000;
const DAY_MS = 86_400_000;

const NO_DOCUMENT: ApiDocument = {
  version: '3.1',
  title: '',
  docVersion: '',
  hash: '',
  operations: [],
  byKey: new Map(),
  servers: [],
  securitySchemes: {},
  raw: {},
};

/** Where the page and the API have what they tell from, and what they can do: the same behind every door. */
export interface PeopleSources {
  /** The calendar's time, ISO. */
  now(): string;
  /** The ledger of a partner, oldest first, from the entry after `after`. */
  history(partner: string, after: number): AsyncIterable<HistoryRecord>;
  /** The newest looks of a partner. */
  runs(partner: string): Promise<readonly Run[]>;
  /** What is coming, and what of their feeds waits for a person. */
  known(view: ToldPartner): Promise<{ coming: ComingRecord[]; toRead: ToRead[] }>;
  /** What every party could see: in the last day, or of a change from its first evidence to its end. */
  sight(view: ToldPartner, change: string | null): Promise<Sight>;
  /** Since when the partner is not as agreed, over the last day. */
  why(view: ToldPartner): Promise<WhyReport>;
  /** What a change was seen by; the agreed document where it is at hand. */
  evidence(
    view: ToldPartner,
    change: Change,
  ): Promise<{ document: ApiDocument | null; exchanges: ReadonlyMap<string, JsonObject> }>;
  /** How the journeys stand that were walked. */
  journeys(): Promise<readonly ReportJourney[]>;
  /** A partner as it was known at an instant (ISO). */
  asOf(partner: string, instant: string): Promise<KnownThen>;
  /** Whether the chain holds, and what is derived from it. */
  verify(partner: string): Promise<VerifiedLedger | null>;
  /** Lets the held notices of a change leave. @param by the person, as they proved or named themselves. */
  release(
    view: ToldPartner,
    ref: string,
    by: string,
  ): Promise<Pick<Released, 'outcome' | 'change' | 'notices'>>;
  /** Keeps them back until a day, or (null) for good, with a reason. */
  keepBack(
    view: ToldPartner,
    ref: string,
    more: { until: string | null; why: string; by: string },
  ): Promise<Pick<KeptBack, 'outcome' | 'change' | 'notices'>>;
}

/**
 * Builds what people are answered from.
 *
 * @param documentsOf what was agreed with a partner; null where it is not at hand: then marks in the agreed document are
 *   not told of, and what it says stands beside a difference only where `ports.agreed` reads it
 */
export function peopleSources(
  ports: PeoplePorts,
  documentsOf: (partner: string) => AgreedDocuments | null,
): PeopleSources {
  const now = () => ports.calendar.now().toISOString();
  const { evidence, journeys: store, ledger, projections, sha256, snapshots } = ports;
  const kept = snapshots ? { snapshots } : {};
  const agreedWith = async (partner: string) =>
    documentsOf(partner)?.baseline ?? (await ports.agreed?.(partner)) ?? null;
  return {
    now,
    history: (partner, after) => history(ports, partner, after),
    runs: (partner) => ports.runs.recent(partner, RUNS_READ),
    async known({ agreement, state }) {
      const documents = documentsOf(agreement.partner) ?? { baseline: NO_DOCUMENT, pacts: [] };
      const uses = agreement.uses.length > 0;
      const known = uses || documents.pacts.some(({ interactions }) => interactions.length > 0);
      return {
        coming: comingNow(ports, { agreement, ...documents, state, now: now() }),
        toRead: heardPassages(ports, { agreement, state, now: now(), known }),
      };
    },
    sight: (view, change) => partnerSight(ports, { ...view, change }),
    async why({ agreement, journeys, state }) {
      const at = Math.max(Date.parse(now()), Date.parse(state.at ?? '') || 0);
      const found = await readWhy(
        { ...ports, evidence: evidence ?? { get: async () => null } },
        {
          agreement,
          journeys,
          state,
          since: new Date(at - DAY_MS).toISOString(),
          now: new Date(at).toISOString(),
          document: await agreedWith(agreement.partner),
          most: ENTRIES_READ,
        },
      );
      return { partner: agreement.partner, name: agreement.name, ...found };
    },
    evidence: async ({ agreement, state }, change) => ({
      document: await agreedWith(agreement.partner),
      exchanges: evidence ? await changeEvidence({ ...ports, evidence }, { change, state }) : new Map(),
    }),
    journeys: async () => (store ? journeysNow({ ...ports, journeys: store }, { now: now() }) : []),
    asOf: (partner, instant) => knownThen(ports, partner, instant),
    verify: async (partner) =>
      (await verifyLedger({ ledger, projections, sha256, ...kept }, [partner]))[0] ?? null,
    release: ({ agreement }, ref, by) =>
      releaseChange(ports, { agreement, ref, by: { kind: 'person', id: by } }),
    keepBack: ({ agreement }, ref, { until, why, by }) =>
      keepBack(ports, { agreement, ref, until, why, by: { kind: 'person', id: by } }),
  };
}
