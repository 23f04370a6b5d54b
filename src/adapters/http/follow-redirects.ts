import type { Dispatcher } from 'undici';
import { isRefusedAddress, literalAddress } from './address-guard.ts';
import { isSameOrigin } from './exact-origin.ts';
import { type GuardedResult, guardedFetch, type RequestLimits } from './guarded-fetch.ts';

const MAX_REDIRECTS = 3;
const FOLLOWED = new Set([301, 302, 303, 307, 308]);

/**
 * Gets a document: GET, at most three redirects, each hop under the same address guard, all within one time limit.
 * Carries no credentials. Followed are redirects on the same origin, from https to https, and from http to https on
 * the same host; any other, a fourth one, and one that leads back are `redirect-refused`.
 */
export async function followRedirects(
  dispatcher: Dispatcher,
  url: URL,
  headers: Record<string, string>,
  limits: RequestLimits,
): Promise<GuardedResult> {
  const until = performance.now() + limits.timeoutMs;
  const visited = new Set<string>();
  let at = url;
  for (let hop = 0; ; hop++) {
    visited.add(at.href);
    // Validators of the first address mean nothing to another origin.
    const sent = isSameOrigin(at, url) ? headers : { accept: headers.accept ?? '*/*' };
    const timeoutMs = hop === 0 ? limits.timeoutMs : until - performance.now();
    const result = await guardedFetch(
      dispatcher,
      { method: 'GET', url: at, headers: sent },
      { ...limits, timeoutMs },
    );
    const location =
      result.ok && FOLLOWED.has(result.answer.status) ? result.answer.headers.location : undefined;
    if (!result.ok || location === undefined) return result;
    if (hop === MAX_REDIRECTS) return refused(`more than ${MAX_REDIRECTS} redirects`);
    const next = URL.parse(location, at.href);
    if (!next || !/^https?:$/.test(next.protocol)) return refused('a redirect to no web address');
    next.username = '';
    next.password = '';
    next.hash = '';
    if (visited.has(next.href)) return refused('a redirect that leads back');
    const literal = literalAddress(next.hostname);
    const never = literal === null ? null : isRefusedAddress(literal, true);
    if (never) return { ok: false, failure: { class: 'address-refused', detail: `${never} address` } };
    const why = notFollowed(at, next);
    if (why) return refused(why);
    at = next;
  }
}

function notFollowed(from: URL, to: URL): string | null {
  if (isSameOrigin(from, to) || (from.protocol === 'https:' && to.protocol === 'https:')) return null;
  if (from.protocol === 'https:') return 'a redirect from https to http';
  const isUpgrade = to.protocol === 'https:' && to.hostname === from.hostname;
  return isUpgrade ? null : 'a redirect to another origin, from http';
}

function refused(detail: string): GuardedResult {
  return { ok: false, failure: { class: 'redirect-refused', detail } };
}
