import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import type { Secrets } from '../../app/ports.ts';
import { secretName } from '../../core/agreement/values.ts';
import { ForewarnError } from '../../core/errors.ts';
import { serviceFault } from '../aws-fault.ts';

/** Where the secrets are kept: SSM Parameter Store, or Secrets Manager, which it passes on to. */
export type SecretsPlace = 'parameter-store' | 'secrets-manager';

const FOLDERS: Record<SecretsPlace, string> = {
  'parameter-store': '/forewarn/',
  // The name of the secret begins with `/` itself.
  'secrets-manager': '/aws/reference/secretsmanager//forewarn/',
};

/** How long a value that was read is used. */
const KEPT_MS = 5 * 60_000;

/**
 * Secrets on AWS: `/forewarn/<name>`, read by `GetParameter` and decrypted. A value is kept in this process for five
 * minutes; what is not set, and what could not be read, is asked for again the next time.
 *
 * @param now monotonic ms.
 * @throws ForewarnError `config` from `read` for what is no name of a secret; `storage` where the value cannot be read.
 */
export function createParameterSecrets(client: SSMClient, place: SecretsPlace, now: () => number): Secrets {
  const kept = new Map<string, { value: Promise<string | null>; until: number }>();
  return {
    placeOf: (name) => `/forewarn/${name}`,
    async read(name) {
      const found = kept.get(name);
      if (found && now() < found.until) return found.value;
      const value = readParameter(client, place, name);
      const one = { value, until: now() + KEPT_MS };
      kept.set(name, one);
      const forget = () => {
        if (kept.get(name) === one) kept.delete(name);
      };
      value.then((text) => {
        if (text === null) forget();
      }, forget);
      return value;
    },
  };
}

async function readParameter(client: SSMClient, place: SecretsPlace, name: string): Promise<string | null> {
  if (!secretName.safeParse(name).success) throw new ForewarnError('config', 'this is no name of a secret');
  try {
    const command = new GetParameterCommand({ Name: `${FOLDERS[place]}${name}`, WithDecryption: true });
    const { Parameter } = await client.send(command);
    return Parameter?.Value || null;
  } catch (error) {
    if (error instanceof ParameterNotFound) return null;
    throw serviceFault('The store of secrets', error);
  }
}
