import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

/** Claims of a token, as an authoriser passes them on. */
export type Claims = Record<string, unknown>;

/** Issues tokens, and checks them as an authoriser does that knows the issuer's key. */
export interface Tokens {
  /** A token (JWS, RS256) of an issuer for an audience, valid for an hour from `now` (ms since 1970). */
  issue(claims: Claims & { iss: string; aud: string; sub: string }, now: number): string;
  /** The claims of a good token; null for any other. */
  read(token: string, on: { issuer: string; audience: string[]; now: number }): Claims | null;
}

/** One key for all issuers of a test. */
export function createTokens(): Tokens {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    issue(claims, now) {
      const iat = Math.floor(now / 1000);
      const text = `${part({ alg: 'RS256', typ: 'JWT', kid: 'test' })}.${part({ iat, exp: iat + 3600, ...claims })}`;
      return `${text}.${createSign('sha256').update(text).sign(privateKey, 'base64url')}`;
    },
    read(token, { issuer, audience, now }) {
      const [head = '', body = '', signature = ''] = token.split('.');
      const signed = createVerify('sha256')
        .update(`${head}.${body}`)
        .verify(publicKey, signature, 'base64url');
      if (!signed) return null;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
      const isOurs = claims.iss === issuer && audience.includes(String(claims.aud ?? claims.client_id));
      return isOurs && Number(claims.exp) * 1000 > now ? claims : null;
    },
  };
}
