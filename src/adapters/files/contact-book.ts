import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContactBook, SaltedName } from '../../app/ports.ts';
import { plainName } from '../crypto/sealed-payload.ts';
import { syncFolder, writeDurably } from './durable-file.ts';

/**
 * The salts of contacts' names in a folder, a file for each: `<dir>/<partner>/<name>` with the salt in hex, for this
 * user alone. A table on disk keeps what was deleted in its logs for a while; a file that is removed is gone.
 */
export function createContactBook(dir: string): ContactBook {
  const folderOf = (partner: string) => join(dir, plainName(partner));
  return {
    async read(partner) {
      const folder = folderOf(partner);
      const files = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{64}$/.test(name));
      const names: SaltedName[] = [];
      for (const name of files.sort()) {
        const salt = (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
        if (/^[0-9a-f]{64}$/.test(salt)) names.push({ name, salt });
      }
      return names;
    },
    add: (partner, { name, salt }) => writeDurably(join(folderOf(partner), plainName(name)), `${salt}\n`),
    async remove(partner, name) {
      await rm(join(folderOf(partner), plainName(name)), { force: true });
      await syncFolder(folderOf(partner)).catch(() => undefined);
    },
    draw: () => randomBytes(32).toString('hex'),
  };
}
