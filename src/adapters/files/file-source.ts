import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { decodeText } from './decode-text.ts';
import { externalUrl, isUrl, pathIn } from './external-part.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';
import { shortName } from './text-place.ts';

/** Larger files are refused before they are read, in bytes. */
const LARGEST = 128_000_000;

/** Documents on disk: parts come from inside `refRoot`, by default the folder of the entry. */
export async function fileSource(
  location: string,
  options: LoadOptions,
): Promise<{ entry: string; source: PartSource }> {
  const entry = resolve(options.cwd, location);
  const folder = await real(dirname(entry), location);
  const written = options.refRoot ? resolve(options.cwd, options.refRoot) : dirname(entry);
  const root = options.refRoot ? await real(resolve(options.cwd, options.refRoot), options.refRoot) : folder;
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
        const path = await real(file, shown(file));
        if (file !== entry && !inside(path, root)) throw outside(file, options);
        const found = await stat(path);
        if (!found.isFile()) throw refuse(shown(file), 'this is not a file');
        if (found.size > LARGEST) throw refuse(shown(file), `the file is larger than ${LARGEST} bytes`);
        return decodeText(await readFile(path), shown(file));
      },
      shown,
      nameOf: (file) => (isUrl(file) ? file : relative(dirname(entry), file).split(sep).join('/')),
    },
  };
}

function inside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

async function real(path: string, named: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw refuse(named, `the file cannot be opened (${code})`);
    const like = await spelledLike(path);
    throw new ForewarnError('not-found', `there is no file ${named}`, {
      place: { file: named },
      ...(like !== null && { fix: `there is ${shortName(like)}: upper and lower case differ` }),
    });
  }
}

/** A file beside a missing one whose name differs in case alone. */
async function spelledLike(path: string): Promise<string | null> {
  const name = basename(path).toLowerCase();
  const beside = await readdir(dirname(path)).catch(() => []);
  return beside.find((file) => file.toLowerCase() === name) ?? null;
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
