import { request } from 'undici';
import { z } from 'zod';
import { ForewarnError } from '../../core/errors.ts';
import type { Identity } from './identity.ts';

/** Whom the tokens that we ask for are meant for: the deployment accepts no others. */
export const AUDIENCE = 'forewarn';

/** A token of GitHub Actions lives for minutes; it is asked for anew before that. */
const TOKEN_AGE_MS = 120_000;
const TIMEOUT_MS = 10_000;

const answered = z.object({ value: z.string().regex(/^[\w.-]{1,8000}$/) });

/** A token that was given. */
export function createTokenIdentity(token: string): Identity {
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new ForewarnError('usage', 'FOREWARN_TOKEN is not a token', {
      fix: 'it must be one word, without line breaks',
    });
  return bearer('the token of FOREWARN_TOKEN', async () => token);
}

/** The identity of the running job (OpenID Connect), as GitHub Actions gives it where `id-token: write` is permitted. */
export function createJobIdentity(on: { requestUrl: string; requestToken: string; now(): number }): Identity {
  let last: { token: string; at: number } | null = null;
  return bearer('the identity of this GitHub Actions job', async () => {
    if (!last || on.now() - last.at > TOKEN_AGE_MS) last = { token: await jobToken(on), at: on.now() };
    return last.token;
  });
}

function bearer(name: string, token: () => Promise<string>): Identity {
  return {
    door: '/ci',
    name,
    fix: 'the deployment names who may register (`registrars`) and whose tokens it trusts; see "On AWS" in the README',
    sign: async ({ headers }) => ({ ...headers, authorization: `Bearer ${await token()}` }),
  };
}

async function jobToken(on: { requestUrl: string; requestToken: string }): Promise<string> {
  const url = URL.parse(on.requestUrl);
  const isLoopback = url?.hostname === '127.0.0.1';
  if (!url || (url.protocol !== 'https:' && !isLoopback)) throw noToken();
  url.searchParams.set('audience', AUDIENCE);
  try {
    const { statusCode, body } = await request(url, {
      headers: { authorization: `bearer ${on.requestToken}`, accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await body.text();
    if (statusCode === 200) return answered.parse(JSON.parse(text)).value;
  } catch (cause) {
    throw noToken(cause);
  }
  throw noToken();
}

function noToken(cause?: unknown): ForewarnError {
  return new ForewarnError('usage', 'GitHub Actions gave this job no identity', {
    fix: 'give the job `permissions: { id-token: write, contents: read }`',
    cause,
  });
}
