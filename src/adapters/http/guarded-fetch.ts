import type { Dispatcher } from 'undici';
import type { Failure } from '../../core/exchange/types.ts';
import { failureOf } from './failure-of.ts';
import { readBody } from './read-body.ts';

/** One request over a guarded dispatcher. */
export interface GuardedRequest {
  method: string;
  /** Absolute, http or https. */
  url: URL;
  headers: Record<string, string>;
  body?: Buffer | string | undefined;
}

/** What a guarded request may cost. */
export interface RequestLimits {
  /** For the whole call, redirects not included. */
  timeoutMs: number;
  maxBytes: number;
}

/** An answer read whole, its content encoding undone. Header names are lower case, values joined by `, `. */
export interface GuardedAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export type GuardedResult = { ok: true; answer: GuardedAnswer } | { ok: false; failure: Failure };

/**
 * Makes one request and reads the whole answer. Redirects are not followed. Never throws: what goes wrong is a
 * failure with a class and a short fact.
 */
export async function guardedFetch(
  dispatcher: Dispatcher,
  request: GuardedRequest,
  limits: RequestLimits,
): Promise<GuardedResult> {
  const { url } = request;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { ok: false, failure: { class: 'address-refused', detail: 'neither http nor https' } };
  }
  const signal = AbortSignal.timeout(Math.max(1, Math.round(limits.timeoutMs)));
  let answering = false;
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method as Dispatcher.HttpMethod,
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers },
      body: request.body ?? null,
      signal,
    });
    answering = true;
    const headers = flatten(answer.headers);
    const body = await readBody(answer.body, headers['content-encoding'] ?? '', limits.maxBytes);
    delete headers['content-encoding'];
    return { ok: true, answer: { status: answer.statusCode, headers, body } };
  } catch (error) {
    return { ok: false, failure: failureOf(error, { timeoutMs: limits.timeoutMs, answering }) };
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
