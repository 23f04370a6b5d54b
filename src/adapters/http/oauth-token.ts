import type { Failure } from '../../core/exchange/types.ts';
import { isObject } from '../../core/json.ts';
import type { GuardedRequest, GuardedResult } from './guarded-fetch.ts';

/** How long a token lives that does not say so, in ms. */
const DEFAULT_LIFE_MS = 300_000;
/** A token is used for this part of its life, so that it does not end on the way. */
const USED_PART = 0.9;

/** A token and how long it may be used, in ms from now. */
export interface Token {
  value: string;
  usableMs: number;
}

/** The client's name and secret at the token endpoint. */
export interface Client {
  id: string;
  secret: string;
}

/**
 * Gets a token by client credentials (RFC 6749, 4.4). The client authenticates with HTTP Basic; where that is
 * refused, once more with its name and secret in the body (2.3.1 allows both).
 *
 * @param send makes the request; redirects must not be followed.
 */
export async function requestToken(
  send: (request: GuardedRequest) => Promise<GuardedResult>,
  url: URL,
  client: Client,
  scopes: string[],
): Promise<Token | Failure> {
  const form: Record<string, string> = { grant_type: 'client_credentials' };
  if (scopes.length > 0) form.scope = scopes.join(' ');
  const basic = Buffer.from(`${formEncoded(client.id)}:${formEncoded(client.secret)}`).toString('base64');
  const first = await send(tokenRequest(url, form, { authorization: `Basic ${basic}` }));
  const refused = first.ok && (first.answer.status === 400 || first.answer.status === 401);
  if (!refused) return tokenOf(first);
  return tokenOf(
    await send(tokenRequest(url, { ...form, client_id: client.id, client_secret: client.secret }, {})),
  );
}

function tokenRequest(
  url: URL,
  form: Record<string, string>,
  headers: Record<string, string>,
): GuardedRequest {
  return {
    method: 'POST',
    url,
    headers: { ...headers, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
}

function tokenOf(result: GuardedResult): Token | Failure {
  if (!result.ok) return result.failure;
  const { status, body } = result.answer;
  if (status >= 500) return { class: 'server-error', detail: `token request: HTTP ${status}` };
  if (status === 429) return { class: 'throttled', detail: 'token request: HTTP 429' };
  if (status !== 200) return { class: 'credentials', detail: `token request: HTTP ${status}` };
  const answer = parsed(body);
  const value = isObject(answer) ? answer.access_token : undefined;
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    return { class: 'credentials', detail: 'the token answer carries no token' };
  }
  const seconds = isObject(answer) ? Number(answer.expires_in) : Number.NaN;
  const lifeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DEFAULT_LIFE_MS;
  return { value, usableMs: lifeMs * USED_PART };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ a: text }).toString().slice(2);
}
