import { mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';

/**
 * The folder for what all processes of one person share, whatever their data folder is: `$FOREWARN_HOME`, else
 * `$XDG_STATE_HOME/forewarn` (XDG Base Directory Specification), else `~/.local/state/forewarn`. Nothing is made.
 *
 * @throws ForewarnError `config` where no variable says where that is, or one gives a relative path.
 */
export function userFolder(env: Record<string, string | undefined>): string {
  const { FOREWARN_HOME: own, XDG_STATE_HOME: state, HOME: home } = env;
  if (own) return absolute('FOREWARN_HOME', own);
  // A relative XDG_STATE_HOME is to be ignored, by its specification.
  if (state && isAbsolute(state)) return join(state, 'forewarn');
  if (home) return join(absolute('HOME', home), '.local', 'state', 'forewarn');
  throw new ForewarnError('config', 'there is no place for what all checks of this user share', {
    fix: 'set FOREWARN_HOME to a folder of yours',
  });
}

/** Makes the user's folder or one below it, and what is missing above it, for this user alone. @throws ForewarnError */
export function makeUserFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ForewarnError('storage', 'the folder for what all checks of this user share cannot be made', {
      place: { file: folder },
      fix: 'set FOREWARN_HOME to a folder that can be written to',
      cause,
    });
  }
}

function absolute(name: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw new ForewarnError('config', `${name} is not an absolute path`, {
    fix: `write it like ${name}=/home/me/forewarn`,
  });
}
