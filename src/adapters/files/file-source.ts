import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { decodeText } from './decode-text.ts';
import { externalUrl, isUrl, pathIn } from './external-part.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';
import { shortName } from './text-place.ts';

/** Larger files are refused before they are read, in bytes. */
const LARGEST = 128_000_000;

/** Documents on disk, read at once (`fs/promises` takes longer to load than two small files to read). Parts come from inside `refRoot`, by default the folder of the entry. */
export function fileSource(location: string, options: LoadOptions): { entry: string; source: PartSource } {
  const entry = resolve(options.cwd, location);
  const folder = real(dirname(entry), location);
  const written = options.refRoot ? resolve(options.cwd, options.refRoot) : dirname(entry);
  const root = options.refRoot ? real(resolve(options.cwd, options.refRoot), options.refRoot) : folder;
  const shown = (file: string) => {
    if (file === entry) return location;
    return isUrl(file) ? file : relative(options.cwd, file);
  };
  return {
    entry,
    source: {
      locate(reference, from) {
        if (isUrl(reference)) return externalUrl(new URL(reference), from, options);
        if (isUrl(from)) return externalUrl(new URL(reference, from), from, options);
        return resolve(dirname(from), pathIn(reference));
      },
      async readText(file) {
        if (isUrl(file)) return options.fetchText(file);
        if (file !== entry && !inside(file, written)) throw outside(file, options);
        const path = real(file, shown(file));
        if (file !== entry && !inside(path, root)) throw outside(file, options);
        const found = statSync(path);
        if (!found.isFile()) throw refuse(shown(file), 'this is not a file');
        if (found.size > LARGEST) throw refuse(shown(file), `the file is larger than ${LARGEST} bytes`);
        return decodeText(readFileSync(path), shown(file));
      },
      shown,
      nameOf: (file) => (isUrl(file) ? file : relative(dirname(entry), file).split(sep).join('/')),
    },
  };
}

function inside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function real(path: string, named: string): string {
  try {
    return realpathSync.native(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw refuse(named, `the file cannot be opened (${code})`);
    const like = spelledLike(path);
    throw new ForewarnError('not-found', `there is no file ${named}`, {
      place: { file: named },
      ...(like !== null && { fix: `there is ${shortName(like)}: upper and lower case differ` }),
    });
  }
}

/** A file beside a missing one whose name differs in case alone. */
function spelledLike(path: string): string | null {
  const name = basename(path).toLowerCase();
  try {
    return readdirSync(dirname(path)).find((file) => file.toLowerCase() === name) ?? null;
  } catch {
    return null;
  }
}

function outside(file: string, options: LoadOptions): ForewarnError {
  return refuse(
    file,
    options.refRoot
      ? 'the document refers to a file outside the folder given with --ref-root'
      : 'the document refers to a file outside its own folder',
    'name the folder that holds all parts with --ref-root',
  );
}

function refuse(file: string, message: string, fix?: string): ForewarnError {
  return new ForewarnError('input', message, { place: { file }, ...(fix !== undefined && { fix }) });
}
