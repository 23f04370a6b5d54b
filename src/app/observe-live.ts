import { OUR_SIDE } from '../core/agreement/our-side.ts';
import { shareOfDay } from '../core/agreement/share-of-day.ts';
import type { RecordedDeliveries } from '../core/delivery/assign-deliveries.ts';
import type { SeenExchange } from '../core/drift/assess/types.ts';
import type { LiveObservation } from '../core/exchange/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { CheckPorts, CheckRequest } from './run-check.ts';
import { seeDeliveries } from './see-deliveries.ts';

/** What a look at live brings home; null where it touches nothing that lives. Never later than `deadlineMs`. */
export async function observeLive(
  ports: CheckPorts,
  request: CheckRequest,
  deadlineMs: number,
): Promise<LiveObservation | null> {
  const { agreement, environment, pacts, deliveries = [] } = request;
  if (request.offline) return null;
  if (!environment) return request.ourSide ? judgeSentAlone(ports, request, deadlineMs) : null;
  if (pacts.length === 0 && agreement.uses.length === 0 && deliveries.length === 0) return null;
  return ports.live.observe({
    agreement,
    environment,
    baseline: request.baseline,
    pacts,
    states: request.states,
    recorded: recordedFor(ports, request),
    allowPrivate: request.allowPrivate,
    emulated: request.emulated,
    journeys: request.journeys,
    // A person who asks gets what is left of the day.
    share: request.by.kind === 'schedule' ? shareOfDay(agreement) : null,
    deadlineMs,
  });
}

/** What we sent the partner, where the agreement names no environment of ours: it is judged all the same. */
async function judgeSentAlone(
  ports: CheckPorts,
  request: CheckRequest,
  deadlineMs: number,
): Promise<LiveObservation | null> {
  const { agreement, pacts } = request;
  if (!ports.messages || !pacts.some(({ messages }) => messages.length > 0)) return null;
  const recorded = recordedFor(ports, request);
  const interactions = await ports.messages.judge({
    partner: agreement.partner,
    pacts,
    recorded,
    deadlineMs,
  });
  return { exchanges: [], interactions, uses: [], failure: null, recordedAlone: true };
}

/** What was sent in the look's environment, as far as it tells of now. */
export function sentInLook(
  ports: CheckPorts,
  request: CheckRequest,
  { observation, published }: { observation: LiveObservation; published: ApiDocument | null },
): SeenExchange[] {
  const { baseline, pacts } = request;
  const recorded = recordedFor(ports, request);
  if (recorded.all.length === 0) return [];
  const first = Math.max(-1, ...observation.exchanges.map(({ id }) => id)) + 1;
  return seeDeliveries(ports, observation, { baseline, published, pacts, recorded, first });
}

/** Where our own API is emulated, age says nothing of what it sent: it sends nothing newer by itself. */
function recordedFor(ports: CheckPorts, request: CheckRequest): RecordedDeliveries {
  const { agreement, environment, deliveries = [] } = request;
  const isAgeless = request.ourSide === true && request.emulated;
  return {
    all: deliveries,
    environment: environment?.name ?? OUR_SIDE,
    now: ports.calendar.now().toISOString(),
    maxAgeMs: isAgeless ? Number.POSITIVE_INFINITY : agreement.maxAgeMs,
  };
}

/** A look without a call: everything that was due is counted as left out. */
export function skippedAll(request: CheckRequest): LiveObservation | null {
  const { environment, pacts, agreement, offline } = request;
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
