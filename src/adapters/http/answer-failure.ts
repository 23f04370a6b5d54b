import type { Failure } from '../../core/exchange/types.ts';
import { isSameOrigin } from './exact-origin.ts';
import type { GuardedAnswer } from './guarded-fetch.ts';
import { retryAfterMs } from './retry-after.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Why an answer that came is no use as it stands, or null: a quota that is used up, or a redirect to another origin,
 * which is not followed, unless a redirect was asked for.
 *
 * @param url what was called.
 */
export function answerFailure(
  answer: GuardedAnswer,
  url: URL,
  expectedStatus: number | null,
): Failure | null {
  const { status, headers } = answer;
  if (status === 429 && expectedStatus !== 429) {
    const wait = retryAfterMs(headers);
    const asked = wait === null ? '' : `, asked to wait ${Math.ceil(wait / 1000)} s`;
    return { class: 'throttled', detail: `HTTP 429${asked}` };
  }
  if (!REDIRECTS.has(status) || (expectedStatus !== null && REDIRECTS.has(expectedStatus))) return null;
  const target = headers.location === undefined ? null : URL.parse(headers.location, url.href);
  if (!target || isSameOrigin(target, url)) return null;
  return { class: 'redirect-refused', detail: `HTTP ${status} to another origin` };
}
