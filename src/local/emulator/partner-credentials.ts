import { randomBytes } from 'node:crypto';
import type { Auth } from '../../core/agreement/types.ts';
import { isObject } from '../../core/json.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Credentials } from './types.ts';

/** The parts of an agreement's auth that decide what a secret looks like. */
type Proof = 'client' | 'pair' | 'token';

/** A secret that an emulated partner accepts, in the form in which it is kept for this auth. */
export function inventSecret(auth: Auth, document: ApiDocument): string {
  const secret = randomBytes(18).toString('base64url');
  if (auth.kind === 'oauth2' && auth.clientId !== null) return secret;
  return proofOf(auth, document) === 'token' ? secret : `emulated:${secret}`;
}

/** A key that signs webhooks, in the form of the Standard Webhooks specification. */
export function inventWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

/** What the emulator asks for, so that this secret passes. No auth: nothing is asked for. */
export function credentialsFor(auth: Auth | null, document: ApiDocument, secret: string): Credentials {
  if (auth === null) return null;
  if (proofOf(auth, document) !== 'client') return { token: secret };
  if (auth.kind === 'oauth2' && auth.clientId !== null)
    return { clientId: auth.clientId, clientSecret: secret };
  const colon = secret.indexOf(':');
  return { clientId: secret.slice(0, colon), clientSecret: secret.slice(colon + 1) };
}

/** The auth of an agreement that leaves it to the document; null where the document asks for nothing. */
export function documentAuth(document: ApiDocument, secret: string): Auth | null {
  const asks = document.operations.some((one) => one.security?.some((each) => Object.keys(each).length > 0));
  return asks ? { kind: 'document', secret } : null;
}

function proofOf(auth: Auth, document: ApiDocument): Proof {
  if (auth.kind === 'oauth2') return 'client';
  if (auth.kind === 'basic') return 'pair';
  if (auth.kind !== 'document') return 'token';
  const schemes = Object.values(document.securitySchemes);
  if (
    schemes.some(
      (one) => one.type === 'oauth2' && isObject(one.flows) && isObject(one.flows.clientCredentials),
    )
  ) {
    return 'client';
  }
  return schemes.some((one) => one.type === 'http' && one.scheme === 'basic') ? 'pair' : 'token';
}
