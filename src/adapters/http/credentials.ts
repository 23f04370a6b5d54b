import type { Monotonic, Secrets } from '../../app/ports.ts';
import type { Auth } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { type AuthScheme, authScheme } from './auth-scheme.ts';
import type { GuardedRequest, GuardedResult } from './guarded-fetch.ts';
import { type Client, requestToken } from './oauth-token.ts';

/** What proves who we are on one request, and the values that must not be kept. */
export interface Proof {
  headers: Record<string, string>;
  query: [string, string][];
  values: string[];
}

/** Tokens by environment and client, with the monotonic ms until which they are used. */
export type TokenCache = Map<string, { value: string; until: number }>;

/** The credentials of one environment, for one look. */
export interface Credentials {
  /** What to add to a request, or why it cannot be had. A failure stands for the whole look. */
  proof(): Promise<Proof | Failure>;
  /** Forgets a token that was refused. True the first time in a look, where there can be a new one. */
  renew(): boolean;
}

const NOTHING: Proof = { headers: {}, query: [], values: [] };

/**
 * Credentials as the agreement's `auth` asks for. A secret that is not set is a failure that names the variable.
 *
 * @param environmentUrl what a relative token URL is resolved against.
 * @param tokens kept between looks. @param send makes a token request.
 */
export function createCredentials(options: {
  auth: Auth | null;
  environmentUrl: string;
  document: ApiDocument;
  secrets: Secrets;
  tokens: TokenCache;
  monotonic: Monotonic;
  send: (request: GuardedRequest) => Promise<GuardedResult>;
}): Credentials {
  const { auth, environmentUrl, document, tokens, monotonic } = options;
  if (auth === null) return { proof: async () => NOTHING, renew: () => false };
  const scheme = authScheme(auth, document);
  const key = JSON.stringify([environmentUrl, auth]);
  let renewed = false;

  const obtain = async (): Promise<Proof | Failure> => {
    if ('class' in scheme) return scheme;
    const place = options.secrets.placeOf?.(auth.secret) ?? auth.secret;
    const secret = await options.secrets.read(auth.secret);
    if (secret === null) return { class: 'credentials', detail: `set ${place}` };
    if (scheme.kind !== 'oauth2') return staticProof(scheme, secret);
    const client = clientOf(scheme.clientId, secret);
    if (!client) return { class: 'credentials', detail: `${place} must be \`id:secret\`` };
    const url = tokenUrl(scheme.tokenUrl, environmentUrl);
    if (!url)
      return { class: 'credentials', detail: 'the token URL is neither https nor on the environment' };
    const got = await requestToken(options.send, url, client, scheme.scopes);
    if ('class' in got) return got;
    tokens.set(key, { value: got.value, until: monotonic.now() + got.usableMs });
    return bearer(got.value);
  };

  let current: Promise<Proof | Failure> | null = null;
  return {
    proof: () => {
      const cached = tokens.get(key);
      if (cached && cached.until > monotonic.now()) return Promise.resolve(bearer(cached.value));
      if (cached) {
        tokens.delete(key);
        current = null;
      }
      current ??= obtain();
      return current;
    },
    renew: () => {
      if (renewed || 'class' in scheme || scheme.kind !== 'oauth2') return false;
      renewed = true;
      tokens.delete(key);
      current = null;
      return true;
    },
  };
}

function staticProof(scheme: Exclude<AuthScheme, { kind: 'oauth2' }>, secret: string): Proof {
  switch (scheme.kind) {
    case 'bearer':
      return bearer(secret);
    case 'basic': {
      const encoded = Buffer.from(secret).toString('base64');
      const password = secret.slice(secret.indexOf(':') + 1);
      return {
        headers: { authorization: `Basic ${encoded}` },
        query: [],
        values: [secret, encoded, password],
      };
    }
    case 'header':
      return { headers: { [scheme.name.toLowerCase()]: secret }, query: [], values: [secret] };
    case 'cookie':
      return { headers: { cookie: `${scheme.name}=${secret}` }, query: [], values: [secret] };
    case 'query':
      return { headers: {}, query: [[scheme.name, secret]], values: [secret, encodeURIComponent(secret)] };
    default:
      return scheme satisfies never;
  }
}

function bearer(token: string): Proof {
  return { headers: { authorization: `Bearer ${token}` }, query: [], values: [token] };
}

function clientOf(clientId: string | null, secret: string): Client | null {
  if (clientId !== null) return { id: clientId, secret };
  const colon = secret.indexOf(':');
  return colon > 0 ? { id: secret.slice(0, colon), secret: secret.slice(colon + 1) } : null;
}

/** Client secrets go to the environment's own origin, or to one that the agreement or the document names, by https. */
function tokenUrl(written: string, environmentUrl: string): URL | null {
  const base = URL.parse(environmentUrl);
  const url = URL.parse(written, `${environmentUrl}/`);
  if (!base || !url || !/^https?:$/.test(url.protocol)) return null;
  return url.origin === base.origin || url.protocol === 'https:' ? url : null;
}
