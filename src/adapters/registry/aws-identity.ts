import { SignatureV4 } from '@smithy/signature-v4';
import { ForewarnError } from '../../core/errors.ts';
import { HashWithNode } from './hash-with-node.ts';
import type { Identity } from './identity.ts';

/** AWS credentials as they are found. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Requests signed with AWS credentials (Signature Version 4, service `execute-api`). */
export function createAwsIdentity(on: { region: string; credentials(): Promise<Credentials> }): Identity {
  const signer = new SignatureV4({
    service: 'execute-api',
    region: on.region,
    sha256: HashWithNode,
    credentials: () => on.credentials().catch(noCredentials),
  });
  return {
    door: '/aws',
    name: `AWS credentials, for ${on.region}`,
    fix: 'the credentials need `execute-api:Invoke` on this API in this region (--region); or set FOREWARN_TOKEN',
    async sign({ method, url, headers, body }) {
      const signed = await signer.sign({
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { ...headers, host: url.host },
        ...(body ? { body } : {}),
      });
      return signed.headers;
    },
  };
}

/**
 * The region of a deployment: as given, as the environment says, or as its URL says.
 *
 * @throws ForewarnError `usage` where nobody says it.
 */
export function regionOf(
  given: string | undefined,
  env: Record<string, string | undefined>,
  url: URL,
): string {
  const named = /^[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(url.hostname)?.[1];
  const region = given ?? named ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (region !== undefined && /^[a-z0-9-]+$/.test(region)) return region;
  throw new ForewarnError('usage', 'the AWS region of this Forewarn is not known', {
    fix: 'name it with --region, for example --region eu-west-1',
  });
}

/** The environment's own credentials, else the default chain of AWS: profiles, SSO, containers, instances. */
export async function credentialsOf(env: Record<string, string | undefined>): Promise<Credentials> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (accessKeyId && secretAccessKey && !env.AWS_PROFILE)
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider()();
}

function noCredentials(cause: unknown): never {
  throw new ForewarnError('usage', 'there are no AWS credentials here, and no token', {
    fix: 'log in to AWS (`aws sso login`, AWS_PROFILE), or set FOREWARN_TOKEN to a token that the deployment accepts',
    cause,
  });
}
