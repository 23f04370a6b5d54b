import type { JourneyStep } from '../core/agreement/types.ts';
import { captureFrom, NotKnown, NotUsable } from '../core/carried/fill-in.ts';
import { classify } from '../core/exchange/classify.ts';
import { createConformance } from '../core/exchange/conform.ts';
import type { Exchange, FailureClass } from '../core/exchange/types.ts';
import { documentDefaults } from '../core/journey/document-defaults.ts';
import { holds } from '../core/journey/holds.ts';
import { type StepOperation, stepOperation, stepRequest } from '../core/journey/step-request.ts';
import type { Failing, StoppedAt } from '../core/journey/types.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { PartnerCall, PartnerClient, Ports } from './ports.ts';
import type { JourneyPlace } from './walk-journey.ts';
import type { WalkMaker } from './walk-maker.ts';

/** What a step brought. `over`: there is nothing to go on with. */
export interface Taken {
  stopped: Pick<StoppedAt, 'class' | 'skipped'> | null;
  failing: Omit<Failing, 'step'>[];
  over: boolean;
}

/** A step, and where it is taken. */
export interface Taking {
  ports: Pick<Ports, 'calendar' | 'validators'>;
  step: JourneyStep;
  /** From 1. */
  number: number;
  journey: string;
  place: JourneyPlace;
  client: PartnerClient;
  maker: WalkMaker;
  /** Values captured so far. Is added to. */
  known: JsonObject;
  /** A value that an earlier answer should have brought is not there, which was told. */
  lacks: boolean;
}

type Found = StepOperation & { ok: true };

/** Takes one step: has the states that its interaction relies on, makes its call, and judges the answer. */
export async function takeStep(on: Taking): Promise<Taken> {
  const { step, place, maker, known } = on;
  const found = stepOperation(step, { document: place.baseline, pacts: place.pacts });
  if (!found.ok) return stopped({ class: 'our-request', skipped: null });
  const returns: JsonObject = {};
  for (const state of found.pact?.interaction.states ?? []) {
    const prepared = await maker.prepare(on.number, state);
    if (!prepared.ok) return stopped({ class: prepared.failure.class, skipped: null });
    Object.assign(returns, prepared.returns);
  }
  const names = [found.pact?.interaction.description, found.operation.key, found.operation.operationId];
  const sent = await send(on, found, returns, {
    what: `${on.journey}, step ${on.number}`,
    names: [...names.flatMap((name) => name ?? []), `${found.operation.method} ${found.operation.path}`],
    undo: step.undo ?? null,
    recover: step.recover ?? null,
    capture: step.capture ?? {},
    known: { ...known, ...returns },
  });
  if ('stopped' in sent) return sent;
  return judged(on, found, sent, returns);
}

async function send(
  on: Taking,
  found: Found,
  returns: JsonObject,
  of: Omit<Parameters<WalkMaker['call']>[0], 'callOf'>,
): Promise<Exchange | Taken> {
  try {
    const callOf = (runId: string) => requestOf(on, found, returns, runId);
    const answer = await on.maker.call({ ...of, callOf });
    if (answer.sent) return answer.exchange;
    if ('failure' in answer) return stopped({ class: answer.failure.class, skipped: null });
    return stopped({ class: null, skipped: answer.skipped });
  } catch (error) {
    if (error instanceof NotUsable || error instanceof NotWritten)
      return stopped({ class: 'our-request', skipped: null });
    if (!(error instanceof NotKnown)) throw error;
    // What this step needs was not in an answer, which is told there; or no state returns it.
    return on.lacks
      ? { stopped: null, failing: [], over: true }
      : stopped({ class: 'our-request', skipped: null });
  }
}

/** A call cannot be written as the agreed document wants it. */
class NotWritten extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotWritten';
  }
}

function requestOf(
  { step, place, known }: Taking,
  found: Found,
  returns: JsonObject,
  runId: string,
): PartnerCall {
  const request = stepRequest(step, found, place.baseline, { ...known, 'run.id': runId }, returns);
  if (!request.ok) throw new NotWritten(request.why);
  const { operation, path, query, headers, body } = request;
  return {
    purpose: 'use',
    interaction: null,
    use: operation.key,
    method: operation.method,
    path,
    query,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    expectedStatus: null,
  };
}

function judged(on: Taking, { operation }: Found, exchange: Exchange, returns: JsonObject): Taken {
  const { step, place } = on;
  const status = exchange.response?.status ?? 0;
  const assessed = assess(on, exchange);
  const isLost = (status === 404 || status === 410) && usesCaptured(step);
  const isExplained = assessed?.kind === 'not-verified' && !OF_ONE_RECORD.has(assessed.failure.class);
  if (assessed?.kind === 'refused' || (isLost && !isExplained))
    return { stopped: null, failing: [{ assertion: 'answered', pointer: '' }], over: true };
  if (assessed?.kind === 'not-verified') return stopped({ class: assessed.failure.class, skipped: null });
  if (status < 200 || status > 299) return stopped({ class: 'our-request', skipped: null });
  const defaults = (pointer: string) => documentDefaults(place.baseline, operation, status, pointer);
  const failing = notHolding(on, exchange.response?.body, returns, defaults);
  return { stopped: null, failing, over: false };
}

function stopped(why: Pick<StoppedAt, 'class' | 'skipped'>): Taken {
  return { stopped: why, failing: [], over: true };
}

/** What an exchange is good for, as in every look: an outage and a fault of ours say nothing about a journey. */
function assess({ ports, place, client }: Taking, exchange: Exchange) {
  const { baseline } = place;
  const conformance = createConformance(baseline, ports.validators(baseline), null);
  const exchanges = client.exchanges().filter(({ purpose }) => purpose !== 'cleanup');
  const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));
  const observation = { exchanges, interactions: [], uses: [], failure: null };
  return classify(observation, { conform, document: baseline }).get(exchange.id);
}

/** Failures that a record explains which is not there. */
const OF_ONE_RECORD: ReadonlySet<FailureClass> = new Set<FailureClass>(['state-missing', 'our-request']);

/** A record that the partner named itself a step before is there. */
function usesCaptured(step: JourneyStep): boolean {
  return JSON.stringify(step.with?.parameters ?? {}).includes('${');
}

function notHolding(
  { ports, step, known }: Taking,
  body: Json | undefined,
  returns: JsonObject,
  defaults: (pointer: string) => Json[],
): Omit<Failing, 'step'>[] {
  const failing: Omit<Failing, 'step'>[] = [];
  for (const [name, pointer] of Object.entries(step.capture ?? {})) {
    try {
      Object.assign(known, captureFrom(body, { [name]: pointer }));
    } catch (error) {
      if (!(error instanceof NotKnown || error instanceof NotUsable)) throw error;
      failing.push({ assertion: 'captured', pointer });
    }
  }
  const around = { known: { ...returns, ...known }, now: ports.calendar.now().getTime(), defaults };
  for (const assertion of step.expect ?? []) {
    try {
      if (!holds(assertion, body, around))
        failing.push({ assertion: assertion.kind, pointer: assertion.pointer });
    } catch (error) {
      // What it compares with could not be captured, which is told there.
      if (!(error instanceof NotKnown)) throw error;
    }
  }
  return failing;
}
