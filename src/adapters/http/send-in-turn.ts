import type { Dispatcher } from 'undici';
import type { LivePlan, Monotonic } from '../../app/ports.ts';
import { quietFrom } from '../../core/agreement/quiet-time.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { CircuitBreaker, Outcome } from './circuit-breaker.ts';
import { type GuardedRequest, type GuardedResult, guardedFetch } from './guarded-fetch.ts';
import { askedToWaitMs, nextTryMs } from './next-try.ts';
import type { Quota, Refusal } from './quota.ts';

const MAX_BYTES = 8 * 1024 * 1024;
/** What a call may take beyond its time limit until its connection is closed, in ms. */
export const GRACE_MS = 1_000;

/** One time that a request was sent, and how long it took in ms. */
export interface Try {
  result: GuardedResult;
  ms: number;
}

/**
 * What came of a request, and how long it took in ms. Null: not sent, since the day's calls are used up. `earlier`:
 * the times that it was sent before, in order.
 */
export interface Sent {
  result: GuardedResult | null;
  ms: number;
  earlier?: Try[];
}

/** What stands for a call that there was no time for. */
export const OVER: Failure = { class: 'deadline', detail: 'the look was over' };

/** What stands for a call that the day has no room for, where it is no exchange of its own. */
export const SPENT: Failure = { class: 'throttled', detail: "the day's calls are used up" };

/** What stands for a call that could not be counted; the fault itself ends the look. */
const UNCOUNTED: Failure = { class: 'deadline', detail: 'the calls to this partner cannot be counted' };

/** A request that was not sent, and what stands for its answer; null: the day's calls are used up. */
interface Unmade {
  unmade: Failure | null;
}

/** The requests of one look. */
export interface LookSender {
  /** Never rejects. `expectedStatus`: an answer that is no failure, whatever it is. */
  send(request: GuardedRequest, expectedStatus?: number | null): Promise<Sent>;
  /** @throws what kept calls from being counted, which is no matter of the partner's. */
  end(): void;
  /** True in the time in which the partner is not to be called. */
  isQuiet(): boolean;
}

/**
 * Sends the requests of one look, each in its turn under the partner's quota, and again where that is safe and the
 * look has time ({@link nextTryMs}). What the partner says about waiting is kept by all who share the quota. A call
 * that would have to wait until the look is over is answered at once: `throttled` where the partner asked for it, else
 * `deadline`, which also a time-out is that the end of the look cut short. Where a partner is down, calls are spared.
 * A look is over when the time begins in which the partner is not to be called.
 *
 * @param breakerOf the breaker of an origin.
 */
export function sendInTurn(options: {
  plan: LivePlan;
  dispatcher: Dispatcher;
  quota: Quota;
  breakerOf: (origin: string) => CircuitBreaker;
  monotonic: Monotonic;
}): LookSender {
  const { plan, dispatcher, quota, breakerOf, monotonic } = options;
  const { limits, partner, doNotCall } = plan.agreement;
  const quiet = plan.emulated ? null : quietFrom(doNotCall, Date.now());
  const quietMs = quiet === null ? Number.POSITIVE_INFINITY : monotonic.now() + quiet - Date.now();
  const deadlineMs = Math.min(plan.deadlineMs, quietMs);
  const met = new Set<string>();
  let fault: unknown = null;

  const sendOnce = async (request: GuardedRequest): Promise<Try | Unmade> => {
    const { origin } = request.url;
    const turn = {
      partner,
      origin,
      limits,
      deadlineMs,
      holdMs: limits.timeoutMs + GRACE_MS,
    };
    const call = async () => {
      const begun = monotonic.now();
      const left = deadlineMs - begun;
      const timeoutMs = Math.min(limits.timeoutMs, left);
      const result = await guardedFetch(dispatcher, request, { timeoutMs, maxBytes: MAX_BYTES });
      return { result, isCut: left < limits.timeoutMs, ms: monotonic.now() - begun };
    };
    const taken = await quota.run(turn, call, ({ result }) => leftAgo(result));
    if (!taken.ran) return { unmade: standsFor(taken) };
    const { result, isCut, ms } = taken.value;
    return { result: isCut && isTimeOut(result) ? { ...result, ok: false, failure: OVER } : result, ms };
  };

  /** Sends once, unless the partner is down. */
  const sendUnlessDown = async (request: GuardedRequest, expected: number | null): Promise<Try | Unmade> => {
    const { origin } = request.url;
    const breaker = breakerOf(origin);
    if (!met.has(origin)) breaker.lookAgain();
    met.add(origin);
    const down = await breaker.ask();
    if (down) return { unmade: down };
    let outcome: Outcome = 'unmade';
    try {
      const tried = await sendOnce(request);
      if ('result' in tried) outcome = outcomeOf(tried.result, expected);
      return tried;
    } finally {
      breaker.tell(outcome, typeof outcome === 'string' ? '' : operationOf(plan, request));
    }
  };

  const send = async (request: GuardedRequest, expected: number | null): Promise<Sent> => {
    const earlier: Try[] = [];
    for (;;) {
      const tried = await sendUnlessDown(request, expected);
      if ('unmade' in tried) {
        // What was seen says more than that it could not be looked at again.
        const last = earlier.pop();
        if (last) return { ...last, earlier };
        return { result: tried.unmade && { ok: false, failure: tried.unmade }, ms: 0 };
      }
      const { result } = tried;
      const asked = askedToWaitMs(result, Date.now());
      const isExpected = result.ok && result.answer.status === expected;
      const wait = isExpected ? null : nextTryMs(request, result, earlier.length + 1, asked);
      const pause = asked ?? (result.ok ? wait : null);
      if (pause !== null) await quota.pause(partner, request.url.origin, pause);
      if (wait === null || monotonic.now() + wait >= deadlineMs) return { ...tried, earlier };
      earlier.push(tried);
      if (pause === null) await monotonic.sleep(wait);
    }
  };

  return {
    send: async (request, expectedStatus = null) => {
      try {
        return await send(request, expectedStatus);
      } catch (error) {
        fault ??= error;
        return { result: { ok: false, failure: UNCOUNTED }, ms: 0 };
      }
    },
    isQuiet: () => monotonic.now() >= quietMs,
    end: () => {
      if (fault !== null) throw fault;
    },
  };
}

/** What stands for a call that did not get its turn; null: the day's calls are used up. */
export function standsFor(refusal: Refusal): Failure | null {
  if (refusal.why !== 'paused') return refusal.why === 'budget' ? null : OVER;
  const seconds = Math.ceil(refusal.waitMs / 1000);
  return {
    class: 'throttled',
    detail: `the partner asked to wait: ${seconds} s are left, longer than the look`,
  };
}

/** How long ago a call left by what is known of its end, in ms: at the latest when its first byte was waited for. */
function leftAgo(result: GuardedResult): 'running' | 'over' | number {
  return isTimeOut(result) ? 'running' : (result.timing?.firstByte ?? 'over');
}

function isTimeOut(result: GuardedResult): boolean {
  return !result.ok && result.failure.class === 'timeout';
}

function outcomeOf(result: GuardedResult, expected: number | null): Outcome {
  if (!result.ok) return result.failure.class === 'deadline' ? 'unmade' : result.failure;
  const { status } = result.answer;
  if (status < 500 || status === expected) return 'answered';
  return { class: 'server-error', detail: `HTTP ${status}` };
}

/** What a request called: the operation that the baseline has for it, else its path. */
function operationOf({ baseline, environment }: LivePlan, { method, url }: GuardedRequest): string {
  const base = URL.parse(environment.url);
  const prefix = base?.origin === url.origin ? base.pathname.replace(/\/+$/, '') : '';
  const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname;
  return matchOperation(baseline, method, path)?.operation.key ?? `${method} ${path}`;
}
