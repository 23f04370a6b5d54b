import type { Dispatcher } from 'undici';
import type {
  LivePlan,
  Monotonic,
  OpenPartner,
  PartnerAnswer,
  PartnerCall,
  Secrets,
} from '../../app/ports.ts';
import type { Exchange, Failure } from '../../core/exchange/types.ts';
import { createCredentials, type Proof, type TokenCache } from './credentials.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import { type GuardedRequest, type GuardedResult, guardedFetch } from './guarded-fetch.ts';
import { createQuota, type Refusal } from './quota.ts';
import { CREDENTIALS, recordExchange } from './record-exchange.ts';
import { endToEnd, targetUrl } from './request-target.ts';
import { retryAfterMs } from './retry-after.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** How long to wait after a 429 that does not say, and how often to try at most. */
const DEFAULT_WAIT_MS = 1_000;
const MAX_TRIES = 6;

type Sent = { result: GuardedResult; ms: number } | { refused: Refusal };

/**
 * Makes the port that opens calls to partners. Quotas and tokens are shared by all looks of this process. In
 * read-only mode only GET, HEAD and OPTIONS leave; a 429 is waited out as it asks, up to the deadline.
 *
 * @param openDispatcher how connections are made; the address guard by default.
 */
export function createPartnerOpener(options: {
  secrets: Secrets;
  monotonic: Monotonic;
  openDispatcher?: (limits: { allowPrivate: boolean; timeoutMs: number }) => Dispatcher;
}): OpenPartner {
  const quota = createQuota(options.monotonic);
  const tokens: TokenCache = new Map();
  const open = options.openDispatcher ?? guardedDispatcher;
  return (plan) => {
    const { timeoutMs } = plan.agreement.limits;
    const dispatcher = open({ allowPrivate: plan.allowPrivate, timeoutMs });
    return openPartner({ ...options, plan, dispatcher, quota, tokens });
  };
}

function openPartner(with_: {
  plan: LivePlan;
  dispatcher: Dispatcher;
  secrets: Secrets;
  monotonic: Monotonic;
  quota: ReturnType<typeof createQuota>;
  tokens: TokenCache;
}): ReturnType<OpenPartner> {
  const { plan, dispatcher, monotonic, quota } = with_;
  const { limits, partner } = plan.agreement;
  const { environment } = plan;
  const recorded: Exchange[] = [];
  let nextId = 0;

  /** One request in its turn. A time-out that the deadline cut short is the deadline's. */
  const send = async (request: GuardedRequest): Promise<Sent> => {
    const turn = await quota.run({ partner, limits, deadlineMs: plan.deadlineMs }, async () => {
      const begun = monotonic.now();
      const left = plan.deadlineMs - begun;
      const timeoutMs = Math.min(limits.timeoutMs, left);
      const result = await guardedFetch(dispatcher, request, { timeoutMs, maxBytes: MAX_BYTES });
      const cut = !result.ok && result.failure.class === 'timeout' && left < limits.timeoutMs;
      return { result: cut ? { ok: false as const, failure: OVER } : result, ms: monotonic.now() - begun };
    });
    return turn.ran ? turn.value : { refused: turn.why };
  };

  /** As {@link send}, again for as long as the partner asks to wait and there is time. */
  const sendPatiently = async (request: GuardedRequest): Promise<Sent> => {
    for (let tries = 1; ; tries++) {
      const sent = await send(request);
      const busy = 'result' in sent && sent.result.ok && sent.result.answer.status === 429;
      if (!busy || !sent.result.ok) return sent;
      const until = monotonic.now() + (retryAfterMs(sent.result.answer.headers) ?? DEFAULT_WAIT_MS * tries);
      if (until >= plan.deadlineMs || tries === MAX_TRIES) return sent;
      quota.pause(partner, until);
    }
  };

  const credentials = createCredentials({
    ...with_,
    auth: environment.auth,
    environmentUrl: environment.url,
    document: plan.baseline,
    send: async (request) => {
      const id = nextId++;
      const sent = await sendPatiently(request);
      if ('refused' in sent) return { ok: false, failure: sent.refused === 'budget' ? SPENT : OVER };
      const call = { id, purpose: 'token', interaction: null, use: null, query: '', body: '' } as const;
      const { method, url, headers } = request;
      const path = url.pathname;
      const hidden = { hiddenHeaders: [], hiddenValues: [], ms: sent.ms };
      recorded.push(recordExchange({ ...call, method, path, headers, ...hidden }, ...outcome(sent.result)));
      return sent.result;
    },
  });

  const attempt = async (call: PartnerCall, proof: Proof): Promise<Sent> => {
    const url = targetUrl(environment.url, call.path, call.query, proof.query);
    if (!url) return failed({ class: 'our-request', detail: 'the path leads off the environment' });
    const headers = { ...ownHeaders(call), ...proof.headers };
    const body = call.body === null ? undefined : Buffer.from(call.body);
    return sendPatiently({ method: call.method, url, headers, body });
  };

  const make = async (call: PartnerCall): Promise<{ sent: Sent; proof: Proof }> => {
    const proof = call.authenticated ? await credentials.proof() : NO_PROOF;
    if ('class' in proof) return { sent: failed(proof), proof: NO_PROOF };
    const sent = await attempt(call, proof);
    const refused = 'result' in sent && sent.result.ok && sent.result.answer.status === 401;
    if (!call.authenticated || !refused || !credentials.renew()) return { sent, proof };
    const renewed = await credentials.proof();
    if ('class' in renewed) return { sent, proof };
    return { sent: await attempt(call, renewed), proof: renewed };
  };

  return {
    call: async (call): Promise<PartnerAnswer> => {
      if (environment.mode === 'read-only' && !SAFE.has(call.method)) return { sent: false, skipped: 'mode' };
      const id = nextId++;
      const { sent, proof } = await make(call);
      if ('refused' in sent && sent.refused === 'budget') return { sent: false, skipped: 'budget' };
      const [answer, failure, ms] = 'refused' in sent ? [null, OVER, 0] : [...outcome(sent.result), sent.ms];
      const hidden = proof.query.map(([name]) => [name, CREDENTIALS] as [string, string]);
      const exchange = recordExchange(
        {
          ...call,
          id,
          query: targetUrl(environment.url, '', call.query, hidden)?.search.slice(1) ?? '',
          headers: { ...ownHeaders(call), ...proof.headers },
          body: call.body === null ? '' : Buffer.from(call.body).toString('utf8'),
          hiddenHeaders: Object.keys(proof.headers),
          hiddenValues: proof.values,
          ms,
        },
        answer,
        failure,
      );
      recorded.push(exchange);
      return { sent: true, exchange, body: answer?.body ?? new Uint8Array() };
    },
    exchanges: () => recorded.toSorted((a, b) => a.id - b.id),
    close: () => dispatcher.destroy(),
  };
}

const NO_PROOF: Proof = { headers: {}, query: [], values: [] };
const OVER: Failure = { class: 'deadline', detail: 'the look was over' };
const SPENT: Failure = { class: 'deadline', detail: "the day's calls are used up" };

function failed(failure: Failure): Sent {
  return { result: { ok: false, failure }, ms: 0 };
}

function outcome(
  result: GuardedResult,
): [Extract<GuardedResult, { ok: true }>['answer'] | null, Failure | null] {
  if (!result.ok) return [null, result.failure];
  const { answer } = result;
  if (answer.status !== 429) return [answer, null];
  const wait = retryAfterMs(answer.headers);
  const detail = wait === null ? 'HTTP 429' : `HTTP 429, asked to wait ${Math.ceil(wait / 1000)} s`;
  return [answer, { class: 'throttled', detail }];
}

function ownHeaders(call: PartnerCall): Record<string, string> {
  return { 'user-agent': 'forewarn', ...endToEnd(call.headers) };
}
