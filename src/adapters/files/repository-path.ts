import { realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { isPlainPath } from '../../core/registration/bundle-path.ts';

/**
 * A file's path from the root of its repository, which is the folder above the contracts folder; that one is
 * `contracts` there, whatever its name on this disk.
 *
 * @throws ForewarnError `config` for a file that lies, or by a link leads, outside of the root.
 */
export function repositoryPath(file: string, contracts: string): string {
  const root = dirname(resolve(contracts));
  const below = inside(file, contracts);
  const path = below === null ? inside(file, root) : `contracts/${below}`;
  if (path === null || inside(realpathSync(file), realpathSync(root)) === null)
    throw new ForewarnError('config', `this file lies outside of ${root}, and only what is below is sent`, {
      place: { file },
      fix: 'keep a copy of it below that folder, and name the copy in the agreement',
    });
  if (isPlainPath(path)) return path;
  throw new ForewarnError('config', 'a file with such a name cannot be sent', {
    place: { file },
    fix: 'use letters, digits, `-`, `_` and `.`, and at most 80 characters for each folder and file',
  });
}

function inside(file: string, folder: string): string | null {
  const path = relative(folder, file);
  return path === '' || path === '..' || path.startsWith(`..${sep}`) ? null : path.split(sep).join('/');
}
