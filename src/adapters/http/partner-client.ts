import type { Dispatcher } from 'undici';
import type {
  LivePlan,
  Log,
  Monotonic,
  OpenPartner,
  PartnerAnswer,
  PartnerCall,
  Secrets,
} from '../../app/ports.ts';
import type { Exchange, Failure } from '../../core/exchange/types.ts';
import { answerFailure } from './answer-failure.ts';
import { createAnswerRoom } from './answer-room.ts';
import { type CertificateWatch, createCertificateWatch } from './certificate-watch.ts';
import { type CircuitBreaker, createCircuitBreakers } from './circuit-breaker.ts';
import { ownCertificate } from './client-identity.ts';
import { createCredentials } from './credentials.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import type { NamedProxy } from './named-proxy.ts';
import { createQuota, type Quota } from './quota.ts';
import { createMemoryQuotas } from './quota-in-memory.ts';
import { CREDENTIALS } from './record-exchange.ts';
import { asExchanges, type RecordedTry } from './record-tries.ts';
import { endToEnd, targetUrl } from './request-target.ts';
import { SPENT, sendInTurn, type Try } from './send-in-turn.ts';
import type { Proof } from './static-proof.ts';
import { createTokenStore, type TokenStore } from './token-store.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Makes the port that opens calls to partners, through the address guard. Quotas and tokens are shared by all looks
 * of this process. In read-only mode only GET, HEAD and OPTIONS leave, besides token requests.
 *
 * @param proxy what calls to public addresses go through, where one is named on purpose.
 * @param log is told of a partner's certificate that ends soon.
 * @param quota what calls take their turn from; left out: one of this process alone.
 */
export function createPartnerOpener(options: {
  secrets: Secrets;
  monotonic: Monotonic;
  proxy?: NamedProxy | null;
  log?: Log;
  quota?: Quota;
}): OpenPartner {
  const { secrets, monotonic, proxy = null, log } = options;
  const quota = options.quota ?? createQuota({ store: createMemoryQuotas(), monotonic });
  const breakers = createCircuitBreakers(monotonic);
  const tokens = createTokenStore();
  const watch = createCertificateWatch(log, () => Date.now());
  return (plan) => {
    const certificate = ownCertificate(plan.environment, secrets);
    const { timeoutMs, concurrent: connections } = plan.agreement.limits;
    const { identity } = certificate;
    const { allowPrivate } = plan;
    const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy, identity, connections });
    const { ready } = certificate;
    const breakerOf = (origin: string) => breakers(plan.agreement.partner, origin);
    return openPartner({ plan, dispatcher, secrets, monotonic, quota, breakerOf, tokens, watch, ready });
  };
}

function openPartner(options: {
  plan: LivePlan;
  dispatcher: Dispatcher;
  secrets: Secrets;
  monotonic: Monotonic;
  quota: Quota;
  breakerOf: (origin: string) => CircuitBreaker;
  tokens: TokenStore;
  watch: CertificateWatch;
  /** Reads our own certificate, where the environment asks for one. */
  ready: () => Promise<Failure | null>;
}): ReturnType<OpenPartner> {
  const { environment, baseline } = options.plan;
  const turns = sendInTurn(options);
  const recorded: Exchange[] = [];
  const room = createAnswerRoom();
  let nextId = 0;
  /** Records each time that a call was sent; what came of it is the last. */
  const recordAll = (first: number, tries: readonly RecordedTry[]): Exchange => {
    const ids = [first, ...tries.slice(1).map(() => nextId++)];
    const exchanges = asExchanges(tries, ids, room);
    recorded.push(...exchanges);
    for (const one of exchanges) options.watch(options.plan, one);
    return exchanges.at(-1) as Exchange;
  };

  const credentials = createCredentials({
    ...options,
    auth: environment.auth,
    environmentUrl: environment.url,
    document: baseline,
    send: async ({ method, url, headers, body }) => {
      const id = nextId++;
      const { result, ms, earlier = [] } = await turns.send({ method, url, headers, body });
      if (!result) return { ok: false, failure: SPENT };
      const place = { method, path: url.pathname, query: '', headers, body: '' };
      const call = { purpose: 'token', interaction: null, use: null, ...place, ...NOTHING_HIDDEN } as const;
      const tries = [...earlier, { result, ms }];
      recordAll(
        id,
        tries.map((tried) => ({ tried, call, failure: tried.result.ok ? null : tried.result.failure })),
      );
      return result;
    },
  });

  const attempt = async (call: PartnerCall, url: URL, proof: Proof): Promise<Made> => {
    const body = call.body === null ? undefined : Buffer.from(call.body);
    const request = { method: call.method, url, headers: headersOf(call, proof), body };
    const { result, ms, earlier = [] } = await turns.send(request, call.expectedStatus);
    return { last: result && { result, ms, proof }, earlier: earlier.map((one) => ({ ...one, proof })) };
  };

  /** Sends a call with credentials; once more with new ones where those it had were refused. */
  const make = async (call: PartnerCall): Promise<Made> => {
    const authenticated = call.expectedStatus !== 401;
    const unready = await options.ready();
    const proof = unready ?? (authenticated ? await credentials.proof() : NO_PROOF);
    if ('class' in proof) return failed(proof);
    const url = targetUrl(environment.url, call.path, call.query, proof.query);
    if (!url) return failed(OFF_THE_ENVIRONMENT);
    const made = await attempt(call, url, proof);
    const refused = made.last?.result.ok && made.last.result.answer.status === 401;
    if (!made.last || !authenticated || !refused || !credentials.renew(proof)) return made;
    const renewed = await credentials.proof();
    if ('class' in renewed) return made;
    const again = await attempt(call, url, renewed);
    if (!again.last) return made;
    return { last: again.last, earlier: [...made.earlier, made.last, ...again.earlier] };
  };

  /** One time that a call was sent, as it may be kept. */
  const shownTry = (call: PartnerCall, { proof, ...tried }: Made['earlier'][number]): RecordedTry => {
    const hidden = proof.query.map(([name]): [string, string] => [name, CREDENTIALS]);
    const shown = targetUrl(environment.url, '', call.query, hidden);
    const { result } = tried;
    return {
      tried,
      call: {
        ...call,
        query: shown?.search.slice(1) ?? '',
        headers: headersOf(call, proof),
        body: call.body === null ? '' : Buffer.from(call.body).toString('utf8'),
        hiddenHeaders: Object.keys(proof.headers),
        hiddenValues: proof.values,
      },
      failure: result.ok ? shown && answerFailure(result.answer, shown, call.expectedStatus) : result.failure,
    };
  };

  return {
    call: async (call): Promise<PartnerAnswer> => {
      if (environment.mode === 'read-only' && !SAFE.has(call.method)) return { sent: false, skipped: 'mode' };
      if (turns.isQuiet()) return { sent: false, skipped: 'doNotCall' };
      const id = nextId++;
      const { last, earlier } = await make(call);
      if (!last) return { sent: false, skipped: 'budget' };
      const exchange = recordAll(
        id,
        [...earlier, last].map((one) => shownTry(call, one)),
      );
      const { result } = last;
      return { sent: true, exchange, body: result.ok ? withoutMark(result.answer.body) : new Uint8Array() };
    },
    callsLeft: () => options.quota.left(options.plan.agreement.partner, options.plan.agreement.limits),
    exchanges: () => recorded.toSorted((a, b) => a.id - b.id),
    close: async () => {
      await options.dispatcher.destroy();
      turns.end();
    },
  };
}

const NO_PROOF: Proof = { headers: {}, query: [], values: [] };
const OFF_THE_ENVIRONMENT: Failure = { class: 'our-request', detail: 'the path leads off the environment' };

/** The times that a call was sent, each with the proof that it carried; `last`: null where the day's calls are used up. */
interface Made {
  last: (Try & { proof: Proof }) | null;
  earlier: (Try & { proof: Proof })[];
}

const NOTHING_HIDDEN = { hiddenHeaders: [], hiddenValues: [] };

function failed(failure: Failure): Made {
  return { last: { result: { ok: false, failure }, ms: 0, proof: NO_PROOF }, earlier: [] };
}

/** A byte order mark is no part of a text; the verifier would take it for one. */
function withoutMark(body: Buffer): Uint8Array {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

/** What a call is sent with: its own headers, and the proof in place of theirs; a cookie goes beside its own. */
function headersOf(call: PartnerCall, proof: Proof): Record<string, string> {
  const own = endToEnd(call.headers);
  const cookie = [own.cookie, proof.headers.cookie].filter((one) => one !== undefined).join('; ');
  return { 'user-agent': 'forewarn', ...own, ...proof.headers, ...(cookie === '' ? {} : { cookie }) };
}
