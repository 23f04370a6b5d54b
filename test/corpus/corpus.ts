import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the corpus of real documents lies by default, seen from the root of the project. */
const DEFAULT = '../shared/corpus';

/** The folder of the corpus, or null where there is none on this machine. */
export function corpusFolder(): string | null {
  const root = resolve(import.meta.dirname, '../..');
  const folder = resolve(root, process.env.FOREWARN_CORPUS ?? DEFAULT);
  return existsSync(join(folder, 'histories', 'manifest.json')) ? folder : null;
}

/** The corpus, or null after saying so. */
export function corpusOrSay(): string | null {
  const folder = corpusFolder();
  if (folder === null) {
    console.warn('SKIPPED: there is no corpus on this machine (FOREWARN_CORPUS names its folder)');
  }
  return folder;
}

/** One version of a document in a series. */
export interface Version {
  /** In the folder of the series; `.gz` or `.tar.gz` where packed. */
  file: string;
  /** Entry document inside a `.tar.gz`. */
  entry?: string;
  /** References as written, to files in the folder of the series. */
  external_refs?: Record<string, string>;
  /** Known to mean the same as the version before. */
  same_meaning_as_previous?: boolean;
}

/** A document as it was published over time, oldest first. */
export interface Series {
  name: string;
  folder: string;
  versions: Version[];
}

/** Every series of the corpus. */
export function readSeries(corpus: string): Series[] {
  const manifest: Record<string, { versions: Version[] }> = JSON.parse(
    readFileSync(join(corpus, 'histories', 'manifest.json'), 'utf8'),
  );
  return Object.entries(manifest).map(([name, { versions }]) => ({
    name,
    folder: join(corpus, 'histories', name),
    versions,
  }));
}
