import { randomBytes } from 'node:crypto';
import { isObject, type Json } from '../../core/json.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { readBasic, sameText } from './proof.ts';
import type { Credentials } from './types.ts';

/** More tokens than this are not remembered: the oldest ends early. */
const MOST = 1000;

/** Access tokens that were given out, with their end and scopes. */
export interface Tokens {
  /** Answers a token request (RFC 6749, 4.4); `form` is the urlencoded body. */
  grant(form: URLSearchParams, authorization: string | undefined): { status: number; body: Json };
  /** The scopes of a token that is in force, or null. */
  scopesOf(token: string): string[] | null;
}

/**
 * Gives out and remembers access tokens for the client credentials grant.
 *
 * @param more.lifetimeMs how long a token lives; more.elapsedMs monotonic time
 */
export function createTokens(
  credentials: Credentials,
  more: { lifetimeMs: number; elapsedMs: () => number; scopes: () => string[] },
): Tokens {
  const given = new Map<string, { ends: number; scopes: string[] }>();
  return {
    grant(form, authorization): { status: number; body: Json } {
      const basic = readBasic(authorization);
      const id = basic?.user ?? form.get('client_id') ?? '';
      const secret = basic?.password ?? form.get('client_secret') ?? '';
      if (!isClient(credentials, id, secret)) return { status: 401, body: { error: 'invalid_client' } };
      const grant = form.get('grant_type');
      if (grant === null) return { status: 400, body: { error: 'invalid_request' } };
      if (grant !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type' } };
      const known = more.scopes();
      const asked = (form.get('scope') ?? '').split(' ').filter(Boolean);
      if (asked.some((scope) => !known.includes(scope)))
        return { status: 400, body: { error: 'invalid_scope' } };
      const scopes = asked.length > 0 ? asked : known;
      const token = randomBytes(24).toString('base64url');
      given.set(token, { ends: more.elapsedMs() + more.lifetimeMs, scopes });
      if (given.size > MOST) given.delete(given.keys().next().value as string);
      const expires = Math.floor(more.lifetimeMs / 1000);
      return {
        status: 200,
        body: { access_token: token, token_type: 'Bearer', expires_in: expires, scope: scopes.join(' ') },
      };
    },
    scopesOf(token) {
      const found = given.get(token);
      return found && found.ends > more.elapsedMs() ? found.scopes : null;
    },
  };
}

/** Path of the token endpoint of the document's OAuth 2 client credentials flow; null where it has none. */
export function tokenPath(document: ApiDocument): string | null {
  for (const flow of flows(document)) {
    if (typeof flow.tokenUrl !== 'string') continue;
    try {
      return new URL(flow.tokenUrl, 'http://127.0.0.1/').pathname;
    } catch {
      return null;
    }
  }
  return null;
}

/** Every scope that the document's client credentials flow knows. */
export function knownScopes(document: ApiDocument): string[] {
  return flows(document).flatMap((flow) => (isObject(flow.scopes) ? Object.keys(flow.scopes) : []));
}

function flows(document: ApiDocument) {
  return Object.values(document.securitySchemes).flatMap((scheme) => {
    const all = isObject(scheme.flows) ? scheme.flows : {};
    return isObject(all.clientCredentials) ? [all.clientCredentials] : [];
  });
}

function isClient(credentials: Credentials, id: string, secret: string): boolean {
  if (credentials === null) return true;
  if ('token' in credentials) return sameText(`${id}:${secret}`, credentials.token);
  return sameText(id, credentials.clientId) && sameText(secret, credentials.clientSecret);
}
