import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ForewarnError } from '../../core/errors.ts';
import { sourceName } from '../../core/registration/parse-bundle.ts';
import { sourceOfRemote } from '../../core/registration/source-of-remote.ts';

const run = promisify(execFile);

/**
 * The repository in whose name partners are registered: as given, else that of the running job of GitHub Actions, else
 * of the remote `origin` of the working directory. A host is part of it, but for github.com; credentials never are.
 *
 * @throws ForewarnError `usage` where none of them is a name.
 */
export async function repositorySource(
  given: string | undefined,
  env: Record<string, string | undefined>,
  cwd: string,
): Promise<string> {
  const source = given ?? ofJob(env) ?? (await ofRemote(cwd));
  if (source !== null && sourceName.safeParse(source).success) return source;
  throw new ForewarnError(
    'usage',
    given === undefined
      ? 'it is not known which repository these agreements are of'
      : '--source is not a name',
    {
      fix: 'name it with --source, like --source shop/integrations: only it can change and remove its partners',
    },
  );
}

function ofJob(env: Record<string, string | undefined>): string | null {
  const repository = env.GITHUB_REPOSITORY;
  return repository ? sourceOfRemote(`${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}`) : null;
}

async function ofRemote(cwd: string): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['remote', 'get-url', 'origin'], { cwd, encoding: 'utf8' });
    return sourceOfRemote(stdout);
  } catch {
    return null;
  }
}
