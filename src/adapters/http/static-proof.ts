import type { Failure } from '../../core/exchange/types.ts';
import type { AuthScheme } from './auth-scheme.ts';
import type { SecretValue } from './secret-value.ts';

/** What proves who we are on one request, and the values that must not be kept. */
export interface Proof {
  headers: Record<string, string>;
  query: [string, string][];
  values: string[];
}

/** Proof of a token (RFC 6750, 2.1). */
export function bearer(token: string): Proof {
  return { headers: { authorization: `Bearer ${token}` }, query: [], values: [token] };
}

/**
 * Proof of a secret that is sent as it is. White space around it is not part of it.
 * What no header or cookie can carry is class `credentials` and names where it is set.
 */
export function staticProof(
  scheme: Exclude<AuthScheme, { kind: 'oauth2' }>,
  { value, place }: SecretValue,
): Proof | Failure {
  const secret = value.trim();
  switch (scheme.kind) {
    case 'bearer':
      return /^[\x21-\x7e]+$/.test(secret) ? bearer(secret) : failed(`${place} is no token`);
    case 'basic': {
      const colon = secret.indexOf(':');
      if (colon < 0) return failed(`${place} must be \`user:password\``);
      const encoded = Buffer.from(secret).toString('base64');
      const values = [secret, encoded, secret.slice(colon + 1)];
      return { headers: { authorization: `Basic ${encoded}` }, query: [], values };
    }
    case 'header':
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(scheme.name)) return failed('`auth` names no header');
      if (!/^[\x20-\x7e]+$/.test(secret)) return failed(`${place} holds what no header takes`);
      return { headers: { [scheme.name.toLowerCase()]: secret }, query: [], values: [secret] };
    case 'cookie':
      if (!/^[\x21-\x3a\x3c-\x7e]+$/.test(secret)) return failed(`${place} holds what no cookie takes`);
      return { headers: { cookie: `${scheme.name}=${secret}` }, query: [], values: [secret] };
    case 'query':
      return { headers: {}, query: [[scheme.name, secret]], values: [secret, encodeURIComponent(secret)] };
    default:
      return scheme satisfies never;
  }
}

function failed(detail: string): Failure {
  return { class: 'credentials', detail };
}
