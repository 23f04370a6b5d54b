import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ForewarnError } from '../core/errors.ts';

/**
 * Makes a data folder and the folders above it, one by one: made all at once, a place where none can be made
 * keeps some systems busy for ever.
 *
 * @throws ForewarnError `usage` where there is a file, or nothing can be made.
 */
export function makeDataDir(dir: string): void {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw refused(dir, 'is a file, not a data folder');
  if (dirname(dir) !== dir) makeDataDir(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw refused(dir, `cannot be made (${code})`, cause);
  }
}

function refused(file: string, why: string, cause?: unknown): ForewarnError {
  return new ForewarnError('usage', `the data folder ${why}`, {
    place: { file },
    fix: 'name another with --state DIR',
    cause,
  });
}
