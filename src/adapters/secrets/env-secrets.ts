import { readFile } from 'node:fs/promises';
import type { Secrets } from '../../app/ports.ts';
import { secretVariable } from '../../core/agreement/secrets.ts';
import { ForewarnError } from '../../core/errors.ts';
import { readDotenv } from './dotenv.ts';

/**
 * Secrets of one machine: the variable `FOREWARN_SECRET_<NAME>` (see {@link secretVariable}), else the same name in
 * the dotenv file that `FOREWARN_SECRETS_FILE` names. An empty value counts as not set. The file is read when a
 * secret is first asked for.
 *
 * @param load reads a file as text; the file system by default.
 * @throws ForewarnError `config` from `read` where the file cannot be read, or where two different names that were
 *   asked for share a variable.
 */
export function createEnvSecrets(
  env: Record<string, string | undefined>,
  load: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
): Secrets {
  const asked = new Set<string>();
  let file: Promise<Record<string, string>> | null = null;
  return {
    placeOf: secretVariable,
    read: async (name) => {
      asked.add(name);
      checkCollisions([...asked]);
      const variable = secretVariable(name);
      const own = env[variable];
      if (own) return own;
      file ??= readSecretsFile(env.FOREWARN_SECRETS_FILE, load);
      return (await file)[variable] || null;
    },
  };
}

/**
 * Makes sure that each secret has a variable of its own.
 *
 * @throws ForewarnError `config` naming two secrets that would be read from one variable.
 */
export function checkCollisions(names: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const name of names) {
    const variable = secretVariable(name);
    const owner = owners.get(variable) ?? name;
    if (owner !== name) {
      throw new ForewarnError(
        'config',
        `the secrets ${owner} and ${name} would both be read from ${variable}`,
        {
          fix: 'rename one of them in its agreement',
        },
      );
    }
    owners.set(variable, name);
  }
}

async function readSecretsFile(
  path: string | undefined,
  load: (path: string) => Promise<string>,
): Promise<Record<string, string>> {
  if (!path) return {};
  try {
    return readDotenv(await load(path));
  } catch (cause) {
    throw new ForewarnError('config', 'FOREWARN_SECRETS_FILE cannot be read', {
      place: { file: path },
      fix: 'correct the path, or unset the variable',
      cause,
    });
  }
}
