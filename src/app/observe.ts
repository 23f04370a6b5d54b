import type { Agreement, Environment } from '../core/agreement/types.ts';
import { classify } from '../core/exchange/classify.ts';
import { type ConformResult, createConformance } from '../core/exchange/conform.ts';
import type { Exchange } from '../core/exchange/types.ts';
import { noObservation, takeExchange, takeNotPassedOn } from '../core/observe/take-exchange.ts';
import type { News, Observation } from '../core/observe/types.ts';
import { matchOperation } from '../core/openapi/document/match-operation.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { OpenPartner, PartnerAnswer, PartnerCall, Ports } from './ports.ts';
import { renewedClient } from './renewed-client.ts';

/** How many exchanges, the latest ones, say of each other whether the partner is well. */
const BESIDE = 20;

/** Whose calls are observed, and where they go. */
export interface ObservePlan {
  agreement: Agreement;
  environment: Environment;
  baseline: ApiDocument;
  allowPrivate: boolean;
}

/** A call of the observed system. */
export type ObservedCall = Pick<PartnerCall, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** The observer of a system of ours while it calls a partner. */
export interface Observer {
  /** Passes a call on: with credentials, in its turn, guarded. Never rejects. */
  call(call: ObservedCall): Promise<PartnerAnswer>;
  /** Judges what came and takes it in. @returns what it tells for the first time. */
  answered(answer: PartnerAnswer, call: ObservedCall): News[];
  observation: Observation;
  /** Ends the calls that run. @throws what kept calls from being counted. */
  close(): Promise<void>;
}

/**
 * Observes the calls of a system of ours to an environment: each goes on as every call of ours does, is held against the
 * baseline, and tells what we use. Nothing but names of the baseline and numbers is kept of it.
 */
export function createObserver(
  ports: Pick<Ports, 'validators' | 'monotonic' | 'sha256'> & { openPartner: OpenPartner },
  plan: ObservePlan,
): Observer {
  const { agreement, environment, baseline, allowPrivate } = plan;
  const observation = noObservation();
  const conformance = createConformance(baseline, ports.validators(baseline));
  const from = `observed at ${environment.name}`;
  const latest: { exchange: Exchange; conform: ConformResult }[] = [];
  let seen = 0;
  const client = renewedClient({
    monotonic: ports.monotonic,
    callMs: agreement.limits.timeoutMs,
    open: (deadlineMs) =>
      ports.openPartner({
        agreement,
        environment,
        baseline,
        pacts: [],
        states: null,
        allowPrivate,
        emulated: false,
        deadlineMs,
      }),
  });
  const operationOf = ({ method, path }: ObservedCall) =>
    matchOperation(baseline, method === 'HEAD' ? 'GET' : method, path)?.operation ?? null;

  return {
    observation,
    call: async (call) =>
      inTurn(
        await client.call({
          ...call,
          purpose: 'use',
          interaction: null,
          use: operationOf(call)?.key ?? null,
          expectedStatus: null,
        }),
      ),
    answered: (answer, call) => {
      if (!answer.sent) {
        const { method, path } = call;
        const left = { method, path, why: answer.skipped, operation: operationOf(call) };
        return takeNotPassedOn(observation, left, baseline);
      }
      const exchange = { ...answer.exchange, id: seen++ };
      const conform = conformance.conform(exchange);
      latest.push({ exchange, conform });
      if (latest.length > BESIDE) latest.shift();
      const assessment = classify(
        { exchanges: latest.map((one) => one.exchange), interactions: [], uses: [], failure: null },
        { conform: new Map(latest.map((one) => [one.exchange.id, one.conform])), document: baseline },
      ).get(exchange.id);
      if (!assessment) return [];
      return takeExchange(
        observation,
        { exchange, conform, assessment },
        { document: baseline, sha256: ports.sha256, from },
      );
    },
    close: client.close,
  };
}

/** A call for which the limits left no time is told so: whoever made it knows of no look. */
function inTurn(answer: PartnerAnswer): PartnerAnswer {
  if (!answer.sent || answer.exchange.failure?.class !== 'deadline') return answer;
  const failure = {
    class: 'deadline',
    detail: 'its turn would come too late, by the limits of the agreement',
  } as const;
  return { ...answer, exchange: { ...answer.exchange, failure } };
}
