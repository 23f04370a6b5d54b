import { ForewarnError } from '../../src/core/errors.ts';

/** Account and region of the rehearsal; no account of anybody. */
export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** Credentials that open nothing: the emulator takes any, and AWS takes these from nobody. */
export const CREDENTIALS = { id: 'rehearsal', secret: 'rehearsal' };

/** How long the emulator has for its first answer, in ms. */
const PATIENCE = 5_000;

/**
 * Origin of the emulator, from the environment.
 *
 * @throws ForewarnError `usage` where none is named, or one that is not on this machine.
 */
export function endpointOf(env: Record<string, string | undefined>): URL {
  const written = env.AWS_ENDPOINT_URL;
  if (!written)
    throw new ForewarnError('usage', 'AWS_ENDPOINT_URL is not set: no emulator of AWS to rehearse on', {
      fix: 'start one on this machine and name it: AWS_ENDPOINT_URL=http://127.0.0.1:5000 npm run rehearse',
    });
  const url = URL.parse(written);
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname) || url.username || url.pathname !== '/')
    throw new ForewarnError(
      'usage',
      'AWS_ENDPOINT_URL is not a place on loopback: nothing is rehearsed there',
      {
        fix: 'name an emulator on this machine: http://127.0.0.1:PORT',
      },
    );
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * Says what answers there, by its `server` header; it need not be more than a word.
 *
 * @throws ForewarnError `usage` where nothing answers in time.
 */
export async function greet(endpoint: URL): Promise<string> {
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(PATIENCE), redirect: 'manual' });
    await answer.arrayBuffer();
    return (answer.headers.get('server') ?? 'unnamed').replace(/[^\w./, -]/g, '').slice(0, 60);
  } catch (cause) {
    throw new ForewarnError('usage', `nothing answers at ${endpoint.origin} (AWS_ENDPOINT_URL)`, {
      fix: 'start the emulator there, then rehearse again',
      cause,
    });
  }
}

/**
 * Environment of every process that the rehearsal starts: nothing of the user's AWS settings is in it, so that no
 * call can leave this machine and no credential of theirs is read.
 */
export function rehearsalEnvironment(
  env: Record<string, string | undefined>,
  endpoint: URL,
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(AWS_|CDK_|FOREWARN_)/.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: endpoint.origin,
    // CloudFormation is told the template's place as a URL: by name, so that the bucket is read from the path.
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${endpoint.port || '80'}`,
    AWS_ACCESS_KEY_ID: CREDENTIALS.id,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secret,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
    NO_COLOR: '1',
  };
}
