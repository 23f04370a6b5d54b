import type { Monotonic, Secrets } from '../../app/ports.ts';
import type { Auth } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { type AuthScheme, authScheme } from './auth-scheme.ts';
import type { GuardedRequest, GuardedResult } from './guarded-fetch.ts';
import { type Client, requestToken, type Token } from './oauth-token.ts';
import { secretValue } from './secret-value.ts';
import { bearer, type Proof, staticProof } from './static-proof.ts';
import type { TokenStore } from './token-store.ts';
import { tokenUrl } from './token-url.ts';

/** The credentials of one environment, for one look. */
export interface Credentials {
  /** What to add to a request, or why it cannot be had. A failure stands for the whole look. Never rejects. */
  proof(): Promise<Proof | Failure>;
  /**
   * Forgets a token that was refused. True where another can be tried: one that a call beside this one has got, or,
   * once in a look, a new one.
   */
  renew(refused: Proof): boolean;
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
  tokens: TokenStore;
  monotonic: Monotonic;
  send: (request: GuardedRequest) => Promise<GuardedResult>;
}): Credentials {
  const { auth, document } = options;
  if (auth === null) return { proof: async () => NOTHING, renew: () => false };
  const scheme = authScheme(auth, document);
  if ('class' in scheme) return { proof: async () => scheme, renew: () => false };
  if (scheme.kind === 'oauth2') return tokenCredentials({ ...options, auth, scheme });
  let proof: Promise<Proof | Failure> | null = null;
  const read = async (): Promise<Proof | Failure> => {
    const secret = await secretValue(options.secrets, auth.secret);
    return 'class' in secret ? secret : staticProof(scheme, secret);
  };
  return {
    proof: () => {
      proof ??= read();
      return proof;
    },
    renew: () => false,
  };
}

function tokenCredentials(options: {
  auth: Auth;
  scheme: Extract<AuthScheme, { kind: 'oauth2' }>;
  environmentUrl: string;
  secrets: Secrets;
  tokens: TokenStore;
  monotonic: Monotonic;
  send: (request: GuardedRequest) => Promise<GuardedResult>;
}): Credentials {
  const { auth, scheme, environmentUrl, tokens, monotonic } = options;
  const key = JSON.stringify([environmentUrl, auth]);
  const look = Symbol('look');
  let renewed = false;
  let failure: Failure | null = null;

  const request = async (): Promise<Token | Failure> => {
    const secret = await secretValue(options.secrets, auth.secret);
    if ('class' in secret) return secret;
    const client = clientOf(scheme.clientId, secret.value.trim());
    if (!client) return { class: 'credentials', detail: `${secret.place} must be \`id:secret\`` };
    const url = tokenUrl(scheme, environmentUrl);
    if ('class' in url) return url;
    return requestToken(options.send, { url, client, scopes: scheme.scopes, way: tokens.way(key) });
  };

  return {
    proof: async () => {
      for (;;) {
        const kept = tokens.fresh(key, monotonic.now());
        if (kept !== null) return bearer(kept);
        if (failure) return failure;
        const { got, by } = await tokens.obtain(key, look, request, () => monotonic.now());
        if (!('class' in got)) return bearer(got.value);
        // What another look could not get, with less time or another quota, this one tries by itself.
        if (by === look) failure = got;
      }
    },
    renew: (refused) => {
      if (tokens.renewedSince(key, refused.values)) return true;
      if (renewed) return false;
      renewed = true;
      failure = null;
      tokens.forget(key);
      return true;
    },
  };
}

function clientOf(clientId: string | null, secret: string): Client | null {
  if (clientId !== null) return { id: clientId, secret };
  const colon = secret.indexOf(':');
  return colon > 0 ? { id: secret.slice(0, colon), secret: secret.slice(colon + 1) } : null;
}
