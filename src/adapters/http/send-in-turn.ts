import type { Dispatcher } from 'undici';
import type { LivePlan, Monotonic } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { type GuardedRequest, type GuardedResult, guardedFetch } from './guarded-fetch.ts';
import type { Quota } from './quota.ts';
import { retryAfterMs } from './retry-after.ts';

const MAX_BYTES = 8 * 1024 * 1024;
/** How long to wait after a 429 that does not say, times the number of tries; and how often to try. */
const DEFAULT_WAIT_MS = 1_000;
const MAX_TRIES = 6;

/** What came of a request, and how long it took in ms. Null: not sent, since the day's calls are used up. */
export interface Sent {
  result: GuardedResult | null;
  ms: number;
}

/** What stands for a call that there was no time for. */
export const OVER: Failure = { class: 'deadline', detail: 'the look was over' };

/**
 * Makes a function that sends requests of one look, each in its turn under the partner's quota, and again for as long
 * as the partner asks to wait (429) and the look has time. A time-out that the end of the look cut short is the
 * class `deadline`.
 */
export function sendInTurn(options: {
  plan: LivePlan;
  dispatcher: Dispatcher;
  quota: Quota;
  monotonic: Monotonic;
}): (request: GuardedRequest) => Promise<Sent> {
  const { plan, dispatcher, quota, monotonic } = options;
  const { limits, partner } = plan.agreement;

  const sendOnce = async (request: GuardedRequest): Promise<Sent> => {
    const turn = await quota.run({ partner, limits, deadlineMs: plan.deadlineMs }, async () => {
      const begun = monotonic.now();
      const left = plan.deadlineMs - begun;
      const timeoutMs = Math.min(limits.timeoutMs, left);
      const result = await guardedFetch(dispatcher, request, { timeoutMs, maxBytes: MAX_BYTES });
      const cut = !result.ok && result.failure.class === 'timeout' && left < limits.timeoutMs;
      return { result: cut ? { ok: false as const, failure: OVER } : result, ms: monotonic.now() - begun };
    });
    if (turn.ran) return turn.value;
    return { result: turn.why === 'budget' ? null : { ok: false, failure: OVER }, ms: 0 };
  };

  return async (request) => {
    for (let tries = 1; ; tries++) {
      const sent = await sendOnce(request);
      if (!sent.result?.ok || sent.result.answer.status !== 429) return sent;
      const wait = retryAfterMs(sent.result.answer.headers) ?? DEFAULT_WAIT_MS * tries;
      const until = monotonic.now() + wait;
      if (until >= plan.deadlineMs || tries === MAX_TRIES) return sent;
      quota.pause(partner, until);
    }
  };
}
