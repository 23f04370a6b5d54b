import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, posix, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ForewarnError } from '../../core/errors.ts';
import { type Held, heldSource } from './held-source.ts';
import { type ManifestVersion, readManifest } from './history-manifest.ts';
import type { PartSource } from './part-source.ts';
import { unpackTar } from './unpack-tar.ts';

/** A version of a history before it is read. */
export interface ListedVersion {
  name: string;
  /** ISO instant, or day. */
  at: string;
  /** Where its texts are held. */
  open(): { entry: string; source: PartSource };
}

/** Largest file, unpacked, in bytes. */
const LARGEST = 128_000_000;

const VERSION = /\.(?:json|ya?ml)(?:\.gz)?$|\.(?:tar\.gz|tgz|tar)$/i;
const DATED = /(?:^|[^\d])(\d{4}-\d\d-\d\d)(?:[^\d]|$)/;

/**
 * The versions in a folder, oldest first: as its manifest says, else its documents by name, each dated by a day in its
 * name, else by when it was last changed. `.gz`, `.tar` and `.tar.gz` are unpacked in memory.
 *
 * @throws ForewarnError `not-found` where there is no version
 */
export function listFolder(location: string, cwd: string): ListedVersion[] {
  const folder = resolve(cwd, location);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ForewarnError('not-found', `there is no folder ${location}`, {
      fix: 'name a folder with the versions of a document, or git:PATH',
    });
  }
  const listed = readManifest(folder, cwd) ?? byName(folder);
  if (listed.length > 0) {
    return listed.map((one) => ({
      name: one.file,
      at: one.date,
      open: () => heldSource(heldIn(folder, one)),
    }));
  }
  throw new ForewarnError('not-found', `there is no document in ${location}`, {
    fix: 'versions are .json or .yaml files, each also as .gz, or .tar.gz archives',
  });
}

function byName(folder: string): ManifestVersion[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && VERSION.test(one.name) && one.name !== 'manifest.json')
    .map(({ name }) => name)
    .sort()
    .map((file) => ({ file, date: dateOf(folder, file) }));
}

function dateOf(folder: string, file: string): string {
  const [, day] = DATED.exec(file) ?? [];
  if (day !== undefined && !Number.isNaN(Date.parse(day))) return day;
  return statSync(join(folder, file)).mtime.toISOString();
}

function heldIn(folder: string, version: ManifestVersion): Held {
  const { file } = version;
  if (/\.(?:tar|tar\.gz|tgz)$/i.test(file)) return archived(folder, version);
  const entry = file.replace(/\.gz$/i, '');
  const refs = new Map(
    Object.entries(version.external_refs ?? {}).map(([written, held]) => [
      posix.normalize(posix.join(posix.dirname(entry), written)),
      held,
    ]),
  );
  const read = (path: string) => {
    const held = path === entry ? file : (refs.get(path) ?? path);
    return held.startsWith('../') ? null : bytesOf(folder, held);
  };
  return { entry, read, name: file };
}

function archived(folder: string, { file, entry }: ManifestVersion): Held {
  const bytes = bytesOf(folder, file);
  if (!bytes) throw new ForewarnError('not-found', `there is no file ${file}`);
  const files = unpackTar(bytes, file);
  const found = entry ?? entryOf(files);
  if (found !== null) return { entry: found, read: (path) => files.get(path) ?? null, name: file };
  throw new ForewarnError('input', 'nothing says which file of this archive is the document', {
    place: { file },
    fix: 'name it as `entry` in a manifest.json',
  });
}

/** The one file that begins as a document does, nearest to the root. */
function entryOf(files: ReadonlyMap<string, Buffer>): string | null {
  const entries = [...files]
    .filter(([path]) => /\.(?:json|ya?ml)$/i.test(path))
    .filter(([, bytes]) =>
      /(?:^|[{,])\s*["']?(?:openapi|swagger)["']?\s*:/m.test(bytes.toString('utf8', 0, 4_000)),
    )
    .map(([path]) => path)
    .sort((a, b) => a.split('/').length - b.split('/').length);
  const [first, second] = entries;
  const isAlone = second === undefined || second.split('/').length > (first ?? '').split('/').length;
  return first !== undefined && isAlone ? first : null;
}

/** A file of the folder, unpacked; null where there is none. Links that lead out of the folder are refused. */
function bytesOf(folder: string, path: string): Buffer | null {
  const file = resolve(folder, path);
  if (!existsSync(file)) return null;
  const root = realpathSync(folder);
  if (!realpathSync(file).startsWith(root + sep)) {
    throw new ForewarnError('input', 'a version refers to a file outside its folder', {
      place: { file: path },
    });
  }
  if (statSync(file).size > LARGEST) throw tooLarge(path);
  const bytes = readFileSync(file);
  return /gz$/i.test(path) ? unzipped(bytes, path) : bytes;
}

function unzipped(bytes: Buffer, path: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path);
    throw new ForewarnError('input', 'this file cannot be unpacked', { place: { file: basename(path) } });
  }
}

function tooLarge(path: string): ForewarnError {
  return new ForewarnError('input', `the file is larger than ${LARGEST} bytes`, {
    place: { file: basename(path) },
  });
}
