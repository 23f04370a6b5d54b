import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { ForewarnError } from '../../core/errors.ts';
import { decodeText } from './decode-text.ts';
import { externalUrl, isUrl, pathIn } from './external-part.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';

const run = promisify(execFile);

/** Largest file that is read from a revision, in bytes. */
const LARGEST = 128_000_000;

/**
 * Documents of a git revision, `git:REV:PATH` with PATH from the root of the repository that holds `cwd`.
 * Parts come from inside `refRoot` (also from the root of the repository), by default the entry's folder.
 */
export function gitSource(location: string, options: LoadOptions): { entry: string; source: PartSource } {
  const [, revision, path] = /^git:([^:]+):(.+)$/s.exec(location) ?? [];
  if (!revision || !path || revision.startsWith('-')) {
    throw new ForewarnError('usage', `${location} does not say which file of which revision`, {
      fix: 'write git:REVISION:PATH, for example git:main:openapi.yaml',
    });
  }
  const entry = posix.normalize(path);
  const root = posix.normalize(options.refRoot ?? posix.dirname(entry));
  return {
    entry,
    source: {
      locate(reference, from) {
        if (isUrl(from)) return externalUrl(new URL(reference, from), from, options);
        if (isUrl(reference)) return externalUrl(new URL(reference), from, options);
        const file = posix.normalize(posix.join(posix.dirname(from), pathIn(reference)));
        if (root !== '.' && !file.startsWith(`${root.replace(/\/+$/, '')}/`)) throw outside(file);
        if (file.startsWith('../')) throw outside(file);
        return file;
      },
      async readText(file) {
        if (isUrl(file)) return options.fetchText(file);
        return decodeText(await show(revision, file, options.cwd), `git:${revision}:${file}`);
      },
      shown: (file) => (isUrl(file) ? file : `git:${revision}:${file}`),
      nameOf: (file) => (isUrl(file) ? file : posix.relative(posix.dirname(entry), file)),
    },
  };
}

async function show(revision: string, file: string, cwd: string): Promise<Buffer> {
  const place = { file: `git:${revision}:${file}` };
  try {
    const options = { cwd, maxBuffer: LARGEST, encoding: 'buffer' as const };
    return (await run('git', ['show', '--no-textconv', `${revision}:${file}`], options)).stdout;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ForewarnError('input', 'git is not installed', { place });
    }
    throw new ForewarnError('not-found', 'git has no such file in that revision', {
      place,
      fix: 'check both with: git ls-tree -r --name-only REVISION',
    });
  }
}

function outside(file: string): ForewarnError {
  return new ForewarnError('input', 'the document refers to a file outside the folder it may read', {
    place: { file },
    fix: 'name the folder that holds all parts with --ref-root',
  });
}
