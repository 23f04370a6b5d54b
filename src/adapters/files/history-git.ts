import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ForewarnError } from '../../core/errors.ts';
import { gitSource } from './git-source.ts';
import type { ListedVersion } from './history-folder.ts';
import type { LoadOptions } from './load-options.ts';

const run = promisify(execFile);

const MOST_BYTES = 64_000_000;

/**
 * The commits of the current branch, first parents only, that touched a file, oldest first, dated by when they were
 * committed. `git:PATH`, with PATH from the root of the repository that holds `cwd`.
 *
 * @throws ForewarnError `not-found` where no commit touched it, `input` without git
 */
export async function listGit(location: string, options: LoadOptions): Promise<ListedVersion[]> {
  const path = location.slice('git:'.length);
  const commits = await commitsOf(path, options.cwd);
  if (commits.length === 0) {
    throw new ForewarnError('not-found', `no commit touched ${path}`, {
      fix: 'write the path from the root of the repository, for example git:openapi/acme-pay.yaml',
    });
  }
  return commits.map(({ commit, at }) => ({
    name: commit.slice(0, 10),
    at,
    open: () => gitSource(`git:${commit}:${path}`, options),
  }));
}

async function commitsOf(path: string, cwd: string): Promise<{ commit: string; at: string }[]> {
  const format = ['log', '--first-parent', '--reverse', '--format=%H %cI'];
  try {
    const { stdout } = await run('git', [...format, '--', `:(top,literal)${path}`], {
      cwd,
      maxBuffer: MOST_BYTES,
    });
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [commit = '', date = ''] = line.split(' ');
        return { commit, at: new Date(date).toISOString() };
      });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ForewarnError('input', 'git is not installed');
    }
    throw new ForewarnError('not-found', 'this folder is in no git repository that can be read', {
      fix: 'change into the repository that holds the document',
    });
  }
}
