import { SSMClient } from '@aws-sdk/client-ssm';
import type { Metrics } from '../app/metrics.ts';
import type { Secrets } from '../app/ports.ts';
import { clientSettings } from './aws-settings.ts';
import { realMonotonic } from './clock/real-monotonic.ts';
import { countRetries } from './count-retries.ts';
import { readEnvironment } from './env.ts';
import { createParameterSecrets } from './secrets/parameter-secrets.ts';

/** The secrets of a deployment. @throws ForewarnError `config`. */
export function wireSecrets(env: NodeJS.ProcessEnv, metrics: Metrics): Secrets {
  const { FOREWARN_SECRETS: place } = readEnvironment(env, ['FOREWARN_SECRETS']);
  const client = new SSMClient(clientSettings({ requestMs: 5_000, maxAttempts: 5 }));
  return createParameterSecrets(countRetries(client, metrics), place, () => realMonotonic.now());
}
