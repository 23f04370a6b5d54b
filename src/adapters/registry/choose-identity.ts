import { createAwsIdentity, credentialsOf, regionOf } from './aws-identity.ts';
import type { Identity } from './identity.ts';
import { createJobIdentity, createTokenIdentity } from './token-identity.ts';

/**
 * How this process proves who it is: by FOREWARN_TOKEN, else by AWS credentials that its environment holds, else by its
 * job in GitHub Actions where that has an identity, else by AWS credentials from wherever the SDKs look for them.
 *
 * @throws ForewarnError `usage` for a token that is none, or a region that nobody says.
 */
export function chooseIdentity(on: {
  env: Record<string, string | undefined>;
  url: URL;
  region: string | undefined;
  now(): number;
}): Identity {
  const { env, url, region, now } = on;
  if (env.FOREWARN_TOKEN) return createTokenIdentity(env.FOREWARN_TOKEN);
  const requestUrl = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!env.AWS_ACCESS_KEY_ID && requestUrl && requestToken)
    return createJobIdentity({ requestUrl, requestToken, now });
  return createAwsIdentity({ region: regionOf(region, env, url), credentials: () => credentialsOf(env) });
}
