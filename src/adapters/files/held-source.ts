import { posix } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import { decodeText } from './decode-text.ts';
import { isUrl, pathIn } from './external-part.ts';
import type { PartSource } from './part-source.ts';

/** A document whose files are held somewhere else than under their own names: in an archive, or beside a manifest. */
export interface Held {
  /** Path of the entry, from the root of what is held, with `/`. */
  entry: string;
  /** The bytes of a path from that root; null where nothing is held there. */
  read(path: string): Buffer | null;
  /** How the whole is called in messages. */
  name: string;
}

/** Reads a held document. Nothing that is not held is read, and nothing from the web. */
export function heldSource({ entry, read, name }: Held): { entry: string; source: PartSource } {
  const shown = (file: string) => (file === entry ? name : `${name}: ${file}`);
  return {
    entry,
    source: {
      locate(reference, from) {
        if (!isUrl(reference)) return posix.normalize(posix.join(posix.dirname(from), pathIn(reference)));
        throw new ForewarnError('input', 'the document refers to another web site, which is not read', {
          place: { file: shown(from) },
        });
      },
      async readText(file) {
        const bytes = read(file);
        if (bytes) return decodeText(bytes, shown(file));
        throw new ForewarnError('not-found', `there is no file ${posix.basename(file)}`, {
          place: { file: shown(file) },
        });
      },
      shown,
      nameOf: (file) => posix.relative(posix.dirname(entry), file),
    },
  };
}
