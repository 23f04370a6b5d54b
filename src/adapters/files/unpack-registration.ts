import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { isPlainPath } from '../../core/registration/bundle-path.ts';
import { registeredFiles, registrationHash } from '../../core/registration/registered-files.ts';
import { sha256 } from '../crypto/sha256.ts';

/** Registrations that stay unpacked; the one that was not used for longest goes first. */
const KEPT = 8;

/**
 * Writes the files of a registration below `dir`, into a folder named by their hash. It is there whole or not at all,
 * and the same files are written once. For one process at a time: what was not used for longest is deleted.
 *
 * @returns the folder's absolute path: the root that the paths of the files start from.
 * @throws ForewarnError `input` for a path that leads out of the folder.
 */
export async function unpackRegistration(
  files: Readonly<Record<string, string>>,
  dir: string,
): Promise<string> {
  const root = join(dir, registrationHash(registeredFiles(files, sha256), sha256));
  if (existsSync(root)) {
    const now = new Date();
    await utimes(root, now, now);
    return root;
  }
  await makeRoom(dir);
  const part = `${root}.${randomUUID()}.part`;
  try {
    await writeFiles(files, part);
    await rename(part, root).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return root;
}

/**
 * Writes files into a new folder.
 *
 * @throws ForewarnError `input` for a path that leads out of it, before anything is written.
 */
export async function writeFiles(files: Readonly<Record<string, string>>, folder: string): Promise<void> {
  const entries = Object.entries(files);
  if (!entries.every(([path]) => isPlainPath(path)))
    throw new ForewarnError('input', 'a path of this registration leads out of its folder');
  await mkdir(folder, { recursive: true });
  for (const [path, text] of entries) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx', mode: 0o600 });
  }
}

async function makeRoom(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const names = (await readdir(dir)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const used = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })),
  );
  used.sort((a, b) => b.at - a.at);
  for (const { name } of used.slice(KEPT - 1)) await rm(join(dir, name), { recursive: true, force: true });
}
