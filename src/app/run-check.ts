import { OUR_SIDE } from '../core/agreement/our-side.ts';
import type { Agreement, Environment, Journey } from '../core/agreement/types.ts';
import type { Heard } from '../core/coming/types.ts';
import type { Delivery } from '../core/delivery/types.ts';
import { assess } from '../core/drift/assess/assess.ts';
import { judgedInteractions } from '../core/drift/assess/judged-interactions.ts';
import type { AssessInput } from '../core/drift/assess/types.ts';
import { withoutPacts } from '../core/drift/assess/unread-pacts.ts';
import { neighbour } from '../core/drift/stage.ts';
import { comingFromHeaders } from '../core/exchange/lifecycle-headers.ts';
import type { Failure } from '../core/exchange/types.ts';
import { feedsAfter, heardDates } from '../core/feed/heard-dates.ts';
import type { JsonObject } from '../core/json.ts';
import type { Actor } from '../core/ledger/types.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import type { LookedWith } from '../core/why/types.ts';
import { appendLook } from './append-entry.ts';
import { catchUp } from './catch-up.ts';
import type { CheckOutcome } from './check-report.ts';
import { fitPacts } from './fit-pacts.ts';
import { lookedFrom } from './looked-from.ts';
import { observeLive, sentInLook, skippedAll } from './observe-live.ts';
import type { Ports } from './ports.ts';
import { readFeeds } from './read-feeds.ts';
import { readPublished } from './read-published.ts';
import { seeExchanges } from './see-exchanges.ts';
import { seeStatusPage } from './see-status-page.ts';
import { shownChanges } from './shown-changes.ts';
import { storeEvidence } from './store-evidence.ts';

/** One check: a partner in one environment (null: documents only), with everything it needs already read. */
export interface CheckRequest {
  agreement: Agreement;
  journeys: Journey[];
  environment: Environment | null;
  baseline: ApiDocument;
  pacts: Pact[];
  states: JsonObject | null;
  /** True: our own API is looked at, and what breaks is ours to mend. */
  ourSide?: boolean;
  /** With `ourSide`: the version of our document that the partner agreed to. */
  ourAgreed?: ApiDocument;
  /** The name of the place that is looked from, where there are several. */
  vantage?: string;
  /** Why a broker's pacts are not among `pacts`. */
  pactsUnread?: Failure;
  /** What the partner sent us, or, with `ourSide`, we sent it; absent: nothing is recorded. */
  deliveries?: readonly Delivery[];
  /** What feeds stated; absent: they are read in this look. */
  heard?: readonly Heard[];
  /** ISO time the check was due. */
  scheduledTime: string;
  by: Actor;
  allowPrivate: boolean;
  /** True where this process emulates the partner. */
  emulated: boolean;
  /** True: no call at all; pacts, uses and baseline against each other. */
  offline: boolean;
  /** Monotonic ms by which the look must be over, where that is sooner than a look may take. */
  deadlineMs?: number;
}

/** What a check needs: it sends nothing. */
export type CheckPorts = Omit<Ports, 'mailer'>;

/** Longest time a look may take, in ms. */
const LOOK_MS = 120_000;

/**
 * Looks once at a partner and commits what follows: observe, place, weigh, decide, append. A partner's
 * failure is part of the outcome, never an exception.
 *
 * @throws ForewarnError `config` where the agreement asks for what is not allowed; `storage` where the ledger fails.
 */
export async function runCheck(ports: CheckPorts, request: CheckRequest): Promise<CheckOutcome> {
  const { agreement, baseline, pacts } = request;
  const started = ports.monotonic.now();
  const deadlineMs = Math.min(started + LOOK_MS, request.deadlineMs ?? Number.POSITIVE_INFINITY);
  const usage = usageOf(baseline, pacts, agreement.uses, request.environment?.auth ?? null, basesOf(request));
  const quiet = isQuietTime(agreement, ports.calendar.now());
  const [published, observation, feeds, page] = await Promise.all([
    request.offline || quiet
      ? ({ kind: 'none' } as const)
      : readPublished(ports, { ...request, usage, deadlineMs }),
    quiet ? skippedAll(request) : observeLive(ports, request, deadlineMs),
    request.offline || quiet || request.ourSide ? null : readFeeds(ports, { ...request, usage, deadlineMs }),
    request.offline || quiet || request.ourSide ? null : seeStatusPage(ports, request),
  ]);
  const document = published.kind === 'read' ? published.document : null;
  const calls = observation ? seeExchanges(ports, observation, baseline, document, pacts) : [];
  const sent = observation ? sentInLook(ports, request, { observation, published: document }) : [];
  const seen = [...calls, ...sent];
  const now = ports.calendar.now().toISOString();
  const state = await catchUp(ports, agreement.partner);
  const input: AssessInput = {
    agreement,
    journeys: request.journeys,
    environment: request.environment?.name ?? (request.ourSide ? OUR_SIDE : null),
    ...(request.ourSide ? { ourSide: true } : {}),
    ...(request.ourAgreed ? { ourMoves: ourMoves(request, request.ourAgreed, ports.calendar.now()) } : {}),
    scheduledTime: request.scheduledTime,
    now,
    usage,
    ...(request.ourSide ? {} : { baseline }),
    heard: request.heard ?? heardDates(feedsAfter(state.feeds, feeds?.sights ?? [], now)),
    published,
    observation,
    seen,
    fits: await fitPacts(ports, baseline, document, pacts, observation),
    headers: comingFromHeaders(
      calls.map(({ baseline: { operation }, exchange }) => ({ operation, exchange })),
    ),
    state,
    neighbourFresh: await neighbourIsFresh(ports, request, now),
    sha256: ports.sha256,
  };
  const { pactsUnread } = request;
  const assessed = pactsUnread ? withoutPacts(assess(input), pactsUnread) : assess(input);
  const look = {
    ...assessed,
    ...(await lookedFrom(ports, request, { environment: input.environment, now })),
    ...(observation?.made ? { made: observation.made } : {}),
    ...(feeds && feeds.sights.length > 0 ? { feeds: feeds.sights } : {}),
  };
  const decision = await appendLook(ports, {
    look,
    agreement,
    by: request.by,
    evidence: () => storeEvidence(ports, agreement, { seen, look, baseline }),
    ms: Math.round(ports.monotonic.now() - started),
    ...(page ? { statusPage: page.state } : {}),
    with: lookedWith(ports, request),
  });
  const unread = feeds && feeds.unread.length > 0 ? { feedsUnread: feeds.unread } : {};
  const shown = { ...shownChanges(decision, agreement), ...(page ? { statusPage: page } : {}) };
  const { judged: _, ...told } = look;
  return { look: told, decision, judged: judgedInteractions(input), ...unread, ...shown };
}

/** What of ours a look is made with, so that two looks can be told apart by it. */
function lookedWith(
  { sha256 }: Pick<CheckPorts, 'sha256'>,
  { agreement, baseline, pacts }: CheckRequest,
): LookedWith {
  const digest = (hash: string) => hash.slice(0, 16);
  return {
    agreement: digest(agreement.hash),
    baseline: digest(baseline.hash),
    pacts: digest(sha256(JSON.stringify(pacts.map(({ raw }) => raw)))),
  };
}

/** What moved in our own document since it was agreed, and what of that version the partner uses. */
function ourMoves(
  request: CheckRequest,
  agreed: ApiDocument,
  now: Date,
): NonNullable<AssessInput['ourMoves']> {
  const { baseline, pacts, agreement } = request;
  const usage = usageOf(agreed, pacts, agreement.uses, request.environment?.auth ?? null, basesOf(request));
  const used = new Set(usage.operations.map(({ key }) => key));
  const today = now.toISOString().slice(0, 10);
  const moved = agreed.hash === baseline.hash ? [] : diffDocuments(agreed, baseline, { used, today });
  return { moved, usage };
}

/** The addresses that the agreement's environments are called at; undefined where it has none. */
function basesOf({ agreement }: CheckRequest): string[] | undefined {
  const urls = agreement.environments.map(({ url }) => url);
  return urls.length > 0 ? urls : undefined;
}

/** True within a span in which the partner asked not to be called. */
function isQuietTime(agreement: Agreement, now: Date): boolean {
  const at = now.getTime();
  return agreement.doNotCall.some((span) => Date.parse(span.from) <= at && at < Date.parse(span.to));
}

/** Whether the environment beside this one was looked at within max-age. */
async function neighbourIsFresh(ports: CheckPorts, request: CheckRequest, now: string): Promise<boolean> {
  const beside = neighbour(request.agreement, request.environment?.name ?? null);
  if (!beside) return false;
  const runs = await ports.runs.recent(request.agreement.partner, 50);
  const last = runs.find((run) => run.environment === beside.name && run.verdict !== 'not-verified');
  return last !== undefined && Date.parse(now) - Date.parse(last.at) <= request.agreement.maxAgeMs;
}
