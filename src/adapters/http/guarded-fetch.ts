import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { CertificateFacts, Failure, Timing } from '../../core/exchange/types.ts';
import { type CallTrace, timingOf } from './connection.ts';
import { failureOf } from './failure-of.ts';
import { discard, readBody } from './read-body.ts';

/** Failures of an address or a connection. */
const UNREACHED = new Set<Failure['class']>(['dns', 'connect']);

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
  /** For the whole call, from the look-up to the end of the body. */
  timeoutMs: number;
  /** Of the body, before and after its content encoding is undone; 0: it is not read, whatever it is. */
  maxBytes: number;
}

/** An answer read whole, its content encoding undone. Header names are lower case, values joined by `, `. */
export interface GuardedAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What a call cost and showed, whatever became of it. */
export interface CallFacts {
  timing?: Timing;
  certificate?: CertificateFacts;
}

/** `unsent`: nothing of the request was written. */
export type GuardedResult = (
  | { ok: true; answer: GuardedAnswer }
  | { ok: false; failure: Failure; unsent?: boolean }
) &
  CallFacts;

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
  const trace: CallTrace = { connection: null, givenAt: 0 };
  const begun = performance.now();
  let answeredAt: number | null = null;
  const facts = (): CallFacts => ({
    timing: timingOf(trace, { begun, answeredAt, ended: performance.now() }),
    ...(trace.connection?.certificate ? { certificate: trace.connection.certificate } : {}),
  });
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method as Dispatcher.HttpMethod,
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers },
      body: request.body ?? null,
      signal,
      opaque: trace,
    });
    answeredAt = performance.now();
    const headers = flatten(answer.headers);
    const body = await bodyOf(answer.body, headers['content-encoding'], limits.maxBytes);
    delete headers['content-encoding'];
    return { ok: true, answer: { status: answer.statusCode, headers, body }, ...facts() };
  } catch (error) {
    const call = { timeoutMs: limits.timeoutMs, answering: answeredAt !== null };
    const met = failureOf(error, call);
    const fault = met.class === 'reset' ? trace.connection?.fault : null;
    const failure = fault ? failureOf(fault, call) : met;
    const unsent = UNREACHED.has(failure.class) && trace.connection?.readyAt === null;
    return { ok: false, failure, unsent, ...facts() };
  }
}

async function bodyOf(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  if (maxBytes > 0) return readBody(body, encoding ?? '', maxBytes);
  discard(body);
  return Buffer.alloc(0);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
