import type { Agreement, Environment, Journey } from '../core/agreement/types.ts';
import { assess } from '../core/drift/assess/assess.ts';
import type { AssessInput } from '../core/drift/assess/types.ts';
import { neighbour } from '../core/drift/stage.ts';
import { comingFromHeaders } from '../core/exchange/lifecycle-headers.ts';
import type { LiveObservation } from '../core/exchange/types.ts';
import type { JsonObject } from '../core/json.ts';
import type { Actor } from '../core/ledger/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import { appendLook } from './append-entry.ts';
import { catchUp } from './catch-up.ts';
import type { CheckOutcome } from './check-report.ts';
import { fitPacts } from './fit-pacts.ts';
import type { Ports } from './ports.ts';
import { readPublished } from './read-published.ts';
import { seeExchanges } from './see-exchanges.ts';
import { storeEvidence } from './store-evidence.ts';

/** One check: a partner in one environment (null: documents only), with everything it needs already read. */
export interface CheckRequest {
  agreement: Agreement;
  journeys: Journey[];
  environment: Environment | null;
  baseline: ApiDocument;
  pacts: Pact[];
  states: JsonObject | null;
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
  const [published, observation] = await Promise.all([
    request.offline || quiet
      ? ({ kind: 'none' } as const)
      : readPublished(ports, { ...request, usage, deadlineMs }),
    quiet ? skippedAll(request) : observe(ports, request, deadlineMs),
  ]);
  const document = published.kind === 'read' ? published.document : null;
  const seen = observation ? seeExchanges(ports, observation, baseline, document, pacts) : [];
  const now = ports.calendar.now().toISOString();
  const state = await catchUp(ports, agreement.partner);
  const input: AssessInput = {
    agreement,
    journeys: request.journeys,
    environment: request.environment?.name ?? null,
    scheduledTime: request.scheduledTime,
    now,
    usage,
    published,
    observation,
    seen,
    fits: await fitPacts(ports, baseline, document, pacts, observation),
    headers: comingFromHeaders(
      seen.map(({ baseline: { operation }, exchange }) => ({ operation, exchange })),
    ),
    state,
    neighbourFresh: await neighbourIsFresh(ports, request, now),
    sha256: ports.sha256,
  };
  const look = assess(input);
  const decision = await appendLook(ports, {
    look,
    agreement,
    by: request.by,
    evidence: () => storeEvidence(ports, agreement, { seen, look, baseline }),
    ms: Math.round(ports.monotonic.now() - started),
  });
  return { look, decision };
}

/** The addresses that the agreement's environments are called at; undefined where it has none. */
function basesOf({ agreement }: CheckRequest): string[] | undefined {
  const urls = agreement.environments.map(({ url }) => url);
  return urls.length > 0 ? urls : undefined;
}

async function observe(
  ports: CheckPorts,
  request: CheckRequest,
  deadlineMs: number,
): Promise<LiveObservation | null> {
  const { agreement, environment } = request;
  if (request.offline || !environment) return null;
  if (request.pacts.length === 0 && agreement.uses.length === 0) return null;
  return ports.live.observe({
    agreement,
    environment,
    baseline: request.baseline,
    pacts: request.pacts,
    states: request.states,
    allowPrivate: request.allowPrivate,
    emulated: request.emulated,
    deadlineMs,
  });
}

/** True within a span in which the partner asked not to be called. */
function isQuietTime(agreement: Agreement, now: Date): boolean {
  const at = now.getTime();
  return agreement.doNotCall.some((span) => Date.parse(span.from) <= at && at < Date.parse(span.to));
}

/** A look without a call: everything that was due is counted as left out. */
function skippedAll({ environment, pacts, agreement, offline }: CheckRequest): LiveObservation | null {
  if (offline || !environment) return null;
  const left = { skipped: 'doNotCall', failure: null } as const;
  const interactions = pacts.flatMap((pact) => pact.interactions.map((one) => ({ pact, one })));
  return {
    exchanges: [],
    interactions: interactions.map(({ pact, one }, number) => ({
      number,
      pact: pact.name,
      description: one.description,
      outcome: 'skipped',
      mismatches: [],
      ...left,
    })),
    uses: agreement.uses.map(({ operation }) => ({ operation, outcome: 'skipped', ...left })),
    failure: null,
  };
}

/** Whether the environment beside this one was looked at within max-age. */
async function neighbourIsFresh(ports: CheckPorts, request: CheckRequest, now: string): Promise<boolean> {
  const beside = neighbour(request.agreement, request.environment?.name ?? null);
  if (!beside) return false;
  const runs = await ports.runs.recent(request.agreement.partner, 50);
  const last = runs.find((run) => run.environment === beside.name && run.verdict !== 'not-verified');
  return last !== undefined && Date.parse(now) - Date.parse(last.at) <= request.agreement.maxAgeMs;
}
