import type { GuardedResult } from './guarded-fetch.ts';
import { usedUpMs } from './rate-limit.ts';
import { retryAfterMs } from './retry-after.ts';

/** Methods that change nothing. DELETE may be repeated as well, but its second answer is another than its first. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Statuses with which a server may say when to come back (RFC 9110, 10.2.3; RFC 6585, 4; some put quotas under 403). */
const MAY_ASK_TO_WAIT = new Set([301, 302, 303, 307, 308, 403, 413, 420, 429, 503]);

/** How often a call is made at most where the partner asks to come back later, and where the connection failed. */
const MOST_TRIES = 6;
const MOST_TRIES_UNANSWERED = 2;
/** How long to wait after a 429 that does not say, times the number of tries; and after a connection that failed. */
const DEFAULT_WAIT_MS = 1_000;
const UNANSWERED_WAIT_MS = 250;

/** How long the partner asks us not to call, by what it answered, in ms; null where it does not. @param now since 1970 */
export function askedToWaitMs(result: GuardedResult, now: number): number | null {
  if (!result.ok) return null;
  const { status, headers } = result.answer;
  const retryAfter = MAY_ASK_TO_WAIT.has(status) ? retryAfterMs(headers, now) : null;
  const usedUp = usedUpMs(headers, now);
  return retryAfter === null && usedUp === null ? null : Math.max(retryAfter ?? 0, usedUp ?? 0);
}

/**
 * How long to wait before a call is made once more, in ms, or null where it is not: only what the server did not carry
 * out is repeated, or what changes nothing. 429 always; 503 where it says when, and 403 as well; once, what was never
 * sent since no connection was made, and what was cut off without any answer.
 *
 * @param tries how often it was made. @param askedMs see {@link askedToWaitMs}.
 */
export function nextTryMs(
  { method }: { method: string },
  result: GuardedResult,
  tries: number,
  askedMs: number | null,
): number | null {
  if (result.ok) {
    const { status } = result.answer;
    if (tries >= MOST_TRIES) return null;
    if (status === 429) return askedMs ?? DEFAULT_WAIT_MS * tries;
    return status === 503 || (status === 403 && SAFE.has(method)) ? askedMs : null;
  }
  if (tries >= MOST_TRIES_UNANSWERED) return null;
  const mayRepeat = result.unsent || (SAFE.has(method) && result.failure.class === 'reset');
  return mayRepeat ? UNANSWERED_WAIT_MS : null;
}
