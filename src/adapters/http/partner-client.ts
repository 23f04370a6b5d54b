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
import { answerFailure } from './answer-failure.ts';
import { createCredentials, type Proof, type TokenCache } from './credentials.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import { createQuota, type Quota } from './quota.ts';
import { CREDENTIALS, recordExchange } from './record-exchange.ts';
import { endToEnd, targetUrl } from './request-target.ts';
import { type Sent, sendInTurn } from './send-in-turn.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Makes the port that opens calls to partners, through the address guard. Quotas and tokens are shared by all looks
 * of this process. In read-only mode only GET, HEAD and OPTIONS leave, besides token requests.
 */
export function createPartnerOpener(options: { secrets: Secrets; monotonic: Monotonic }): OpenPartner {
  const { secrets, monotonic } = options;
  const quota = createQuota(monotonic);
  const tokens: TokenCache = new Map();
  return (plan) => {
    const { timeoutMs } = plan.agreement.limits;
    const dispatcher = guardedDispatcher({ allowPrivate: plan.allowPrivate, timeoutMs });
    return openPartner({ plan, dispatcher, secrets, monotonic, quota, tokens });
  };
}

function openPartner(options: {
  plan: LivePlan;
  dispatcher: Dispatcher;
  secrets: Secrets;
  monotonic: Monotonic;
  quota: Quota;
  tokens: TokenCache;
}): ReturnType<OpenPartner> {
  const { environment, baseline } = options.plan;
  const send = sendInTurn(options);
  const recorded: Exchange[] = [];
  let nextId = 0;

  const credentials = createCredentials({
    ...options,
    auth: environment.auth,
    environmentUrl: environment.url,
    document: baseline,
    send: async ({ method, url, headers, body }) => {
      const id = nextId++;
      const { result, ms } = await send({ method, url, headers, body });
      if (!result) return { ok: false, failure: SPENT };
      const [answer, failure] = result.ok ? [result.answer, null] : [null, result.failure];
      const place = { method, path: url.pathname, query: '', headers, body: '' };
      const hidden = { hiddenHeaders: [], hiddenValues: [], ms };
      const call = { id, purpose: 'token', interaction: null, use: null, ...place, ...hidden } as const;
      recorded.push(recordExchange(call, answer, failure));
      return result;
    },
  });

  const attempt = async (call: PartnerCall, url: URL, proof: Proof): Promise<Sent> => {
    const body = call.body === null ? undefined : Buffer.from(call.body);
    return send({ method: call.method, url, headers: { ...ownHeaders(call), ...proof.headers }, body });
  };

  /** Sends a call with credentials; once more with new ones where those it had were refused. */
  const make = async (call: PartnerCall): Promise<{ sent: Sent; proof: Proof }> => {
    const authenticated = call.expectedStatus !== 401;
    const proof = authenticated ? await credentials.proof() : NO_PROOF;
    if ('class' in proof) return { sent: failed(proof), proof: NO_PROOF };
    const url = targetUrl(environment.url, call.path, call.query, proof.query);
    if (!url) return { sent: failed(OFF_THE_ENVIRONMENT), proof: NO_PROOF };
    const sent = await attempt(call, url, proof);
    const refused = sent.result?.ok && sent.result.answer.status === 401;
    if (!authenticated || !refused || !credentials.renew()) return { sent, proof };
    const renewed = await credentials.proof();
    if ('class' in renewed) return { sent, proof };
    return { sent: await attempt(call, url, renewed), proof: renewed };
  };

  return {
    call: async (call): Promise<PartnerAnswer> => {
      if (environment.mode === 'read-only' && !SAFE.has(call.method)) return { sent: false, skipped: 'mode' };
      const id = nextId++;
      const { sent, proof } = await make(call);
      if (!sent.result) return { sent: false, skipped: 'budget' };
      const answer = sent.result.ok ? sent.result.answer : null;
      const hidden = proof.query.map(([name]): [string, string] => [name, CREDENTIALS]);
      const shown = targetUrl(environment.url, '', call.query, hidden);
      const failure = sent.result.ok
        ? shown && answerFailure(sent.result.answer, shown, call.expectedStatus)
        : sent.result.failure;
      const exchange = recordExchange(
        {
          ...call,
          id,
          query: shown?.search.slice(1) ?? '',
          headers: { ...ownHeaders(call), ...proof.headers },
          body: call.body === null ? '' : Buffer.from(call.body).toString('utf8'),
          hiddenHeaders: Object.keys(proof.headers),
          hiddenValues: proof.values,
          ms: sent.ms,
        },
        answer,
        failure,
      );
      recorded.push(exchange);
      return { sent: true, exchange, body: answer?.body ?? new Uint8Array() };
    },
    exchanges: () => recorded.toSorted((a, b) => a.id - b.id),
    close: () => options.dispatcher.destroy(),
  };
}

const NO_PROOF: Proof = { headers: {}, query: [], values: [] };
const SPENT: Failure = { class: 'throttled', detail: "the day's calls are used up" };
const OFF_THE_ENVIRONMENT: Failure = { class: 'our-request', detail: 'the path leads off the environment' };

function failed(failure: Failure): Sent {
  return { result: { ok: false, failure }, ms: 0 };
}

function ownHeaders(call: PartnerCall): Record<string, string> {
  return { 'user-agent': 'forewarn', ...endToEnd(call.headers) };
}
