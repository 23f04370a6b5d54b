import { request } from 'undici';
import type { Monotonic } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Identity, UnsignedRequest } from './identity.ts';

/** An answer of the API: its status, and its body where that is JSON. */
export interface ApiAnswer {
  status: number;
  data: unknown;
}

/** Pauses before each further attempt, in ms. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];
const LONGEST_PAUSE_MS = 30_000;
const TIMEOUT_MS = 40_000;
const LARGEST_ANSWER = 8_000_000;

/**
 * Sends a request, signed anew for each of at most five attempts: again after 429, 5xx and where nobody answers. All
 * requests of this API may be sent twice.
 *
 * @returns the last answer.
 * @throws ForewarnError `input` where nobody answers.
 */
export async function sendRequest(
  unsigned: UnsignedRequest,
  on: { identity: Identity; monotonic: Monotonic; signal?: AbortSignal },
): Promise<ApiAnswer> {
  for (let attempt = 0; ; attempt++) {
    const headers = await on.identity.sign(unsigned);
    const answer = await sendOnce({ ...unsigned, headers }, on.signal);
    const pause = PAUSES_MS[attempt];
    if (pause === undefined || on.signal?.aborted || !isPassing(answer)) {
      if ('status' in answer) return { status: answer.status, data: answer.data };
      throw nobody(unsigned.url, answer.cause);
    }
    const asked = 'status' in answer ? answer.retryAfterMs : 0;
    await on.monotonic.sleep(Math.min(LONGEST_PAUSE_MS, Math.max(pause, asked)), on.signal);
  }
}

type Attempt = (ApiAnswer & { retryAfterMs: number }) | { cause: unknown };

function isPassing(answer: Attempt): boolean {
  return !('status' in answer) || answer.status === 429 || answer.status >= 500;
}

async function sendOnce(
  { method, url, headers, body }: UnsignedRequest,
  signal?: AbortSignal,
): Promise<Attempt> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await request(url, {
      method,
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const seconds = Number(answer.headers['retry-after']);
    return {
      status: answer.statusCode,
      data: jsonOf(await textOf(answer.body)),
      retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0,
    };
  } catch (cause) {
    return { cause };
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new RangeError('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function nobody(url: URL, cause: unknown): ForewarnError {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  const why = typeof code === 'string' && /^[A-Z_]{3,30}$/.test(code) ? ` (${code})` : '';
  return new ForewarnError('input', `${url.origin} does not answer${why}`, {
    fix: 'check the address (--url or FOREWARN_URL) and the connection; sending again does no harm',
    cause,
  });
}
