import type { Dispatcher } from 'undici';
import { type GuardedResult, guardedFetch, type RequestLimits } from './guarded-fetch.ts';

const MAX_REDIRECTS = 3;
const FOLLOWED = new Set([301, 302, 303, 307, 308]);

/**
 * Gets a document: GET, at most three redirects, each hop under the same address guard. Carries no credentials.
 * A step from https down to http, a fourth redirect or a location that is no http URL is `redirect-refused`.
 */
export async function followRedirects(
  dispatcher: Dispatcher,
  url: URL,
  headers: Record<string, string>,
  limits: RequestLimits,
): Promise<GuardedResult> {
  let at = url;
  for (let hop = 0; ; hop++) {
    // Validators of the first address mean nothing to another origin.
    const sent = at.origin === url.origin ? headers : { accept: headers.accept ?? '*/*' };
    const result = await guardedFetch(dispatcher, { method: 'GET', url: at, headers: sent }, limits);
    const location =
      result.ok && FOLLOWED.has(result.answer.status) ? result.answer.headers.location : undefined;
    if (!result.ok || location === undefined) return result;
    if (hop === MAX_REDIRECTS) return refused(`more than ${MAX_REDIRECTS} redirects`);
    const next = URL.parse(location, at.href);
    if (!next || !/^https?:$/.test(next.protocol)) return refused('a redirect to no web address');
    if (at.protocol === 'https:' && next.protocol === 'http:')
      return refused('a redirect from https to http');
    next.username = '';
    next.password = '';
    at = next;
  }
}

function refused(detail: string): GuardedResult {
  return { ok: false, failure: { class: 'redirect-refused', detail } };
}
