import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';

/**
 * The contracts folder: the one named, else the nearest `contracts/` upwards.
 *
 * @throws ForewarnError `not-found`.
 */
export function findContracts(cwd: string, contracts?: string): string {
  if (contracts !== undefined) {
    const dir = resolve(cwd, contracts);
    if (isDirectory(dir)) return dir;
    throw new ForewarnError('not-found', `there is no folder ${contracts}`, {
      fix: 'name the folder that holds the agreements with --contracts DIR',
    });
  }
  for (let dir = resolve(cwd); ; dir = dirname(dir)) {
    if (isDirectory(join(dir, 'contracts'))) return join(dir, 'contracts');
    if (dir === dirname(dir)) break;
  }
  throw new ForewarnError('not-found', 'there is no folder `contracts/` here or above', {
    fix: 'write a first agreement with: forewarn init URL|FILE --use OPERATION, or name the folder with --contracts DIR',
  });
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
