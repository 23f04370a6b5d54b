import type { Failure } from '../../core/exchange/types.ts';
import { isObject } from '../../core/json.ts';
import type { GuardedRequest, GuardedResult } from './guarded-fetch.ts';

/** How long a token lives that does not say so, and the longest that is believed, in ms. */
const DEFAULT_LIFE_MS = 300_000;
const LONGEST_LIFE_MS = 86_400_000;
/** A token is used for this part of its life, so that it does not end on the way. */
const USED_PART = 0.9;

/** What a token endpoint may say (RFC 6749, 5.2); nothing else of it is repeated. */
const ERRORS = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);
/** The client was recognised: to name it in another way would not help. */
const RECOGNISED = new Set([
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

/** How the client names itself: HTTP Basic, or in the form (RFC 6749, 2.3.1). */
export type ClientWay = 'header' | 'form';

/** A token and how long it may be used, in ms from now. */
export interface Token {
  value: string;
  usableMs: number;
  /** What the endpoint took. */
  way: ClientWay;
}

/** The client's name and secret at the token endpoint. */
export interface Client {
  id: string;
  secret: string;
}

/**
 * Gets a token by client credentials (RFC 6749, 4.4). The client authenticates as `way` says; where that is refused,
 * once more in the other way. Never throws: what the endpoint refuses is class `credentials`.
 *
 * @param send makes the request; redirects must not be followed.
 */
export async function requestToken(
  send: (request: GuardedRequest) => Promise<GuardedResult>,
  ask: { url: URL; client: Client; scopes: string[]; way: ClientWay },
): Promise<Token | Failure> {
  const first = await send(tokenRequest(ask, ask.way));
  const refused = first.ok && (first.answer.status === 400 || first.answer.status === 401);
  if (!refused || RECOGNISED.has(errorOf(first.answer.body))) return tokenOf(first, ask.way);
  const other = ask.way === 'header' ? 'form' : 'header';
  return tokenOf(await send(tokenRequest(ask, other)), other);
}

function tokenRequest(
  { url, client, scopes }: { url: URL; client: Client; scopes: string[] },
  way: ClientWay,
): GuardedRequest {
  const { id, secret } = client;
  const basic = Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64');
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...(way === 'form' ? { client_id: id, client_secret: secret } : {}),
  });
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return {
    method: 'POST',
    url,
    headers: way === 'header' ? { authorization: `Basic ${basic}`, ...headers } : headers,
    body: form.toString(),
  };
}

function tokenOf(result: GuardedResult, way: ClientWay): Token | Failure {
  if (!result.ok) return result.failure;
  const { status, body } = result.answer;
  if (status >= 500) return { class: 'server-error', detail: `token request: HTTP ${status}` };
  if (status === 429) return { class: 'throttled', detail: 'token request: HTTP 429' };
  if (status !== 200) {
    return { class: 'credentials', detail: `token request: HTTP ${status} ${errorOf(body)}`.trim() };
  }
  const answer = parsed(body);
  const { access_token: value, token_type: type, expires_in: life } = isObject(answer) ? answer : {};
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    return { class: 'credentials', detail: 'the token answer carries no token' };
  }
  if (type !== undefined && String(type).toLowerCase() !== 'bearer') {
    return { class: 'credentials', detail: 'the token is no bearer token' };
  }
  const seconds = Number(life);
  const lifeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DEFAULT_LIFE_MS;
  return { value, usableMs: Math.min(lifeMs, LONGEST_LIFE_MS) * USED_PART, way };
}

/** The endpoint's word for what is wrong, where it is one of the standard's; else ''. */
function errorOf(body: Buffer): string {
  const answer = parsed(body);
  const error = isObject(answer) ? answer.error : undefined;
  return typeof error === 'string' && ERRORS.has(error) ? error : '';
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ a: text }).toString().slice(2);
}
