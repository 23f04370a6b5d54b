import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';

/** How much is read at most. Beyond it the rest is left out, which is told. */
export interface SourceLimits {
  files: number;
  /** Bytes of one file. */
  largest: number;
  /** Bytes of all files. */
  total: number;
  ms: number;
}

export const SOURCE_LIMITS: SourceLimits = {
  files: 50_000,
  largest: 50_000_000,
  total: 500_000_000,
  ms: 60_000,
};

/** Folders that hold what others wrote, what is made, or history. */
const SKIPPED = new Set(
  'node_modules bower_components vendor target build dist out bin obj coverage __pycache__ venv env site-packages Pods DerivedData'.split(
    ' ',
  ),
);

const DEEPEST = 60;

/** A file below what was named. */
export interface FoundFile {
  path: string;
  /** Where it was named itself, and not its folder. */
  isNamed: boolean;
  bytes: number;
}

/**
 * The files at and below a path, in order of their names. Links are not followed; hidden folders (`.git`), packages of
 * others, what is built, and folders that may not be read are skipped.
 *
 * @throws ForewarnError `not-found`
 */
export function* filesAt(path: string): Generator<FoundFile> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found)
    throw new ForewarnError('not-found', 'there is no such file or folder', {
      place: { file: path },
      fix: 'name recordings, or folders of source, with --from PATH...',
    });
  if (found.isFile()) yield { path, isNamed: true, bytes: found.size };
  else yield* below(path, 0);
}

function* below(folder: string, depth: number): Generator<FoundFile> {
  if (depth > DEEPEST) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
      yield* below(path, depth + 1);
    else if (entry.isFile()) {
      const bytes = statSync(path, { throwIfNoEntry: false })?.size;
      if (bytes !== undefined) yield { path, isNamed: false, bytes };
    }
  }
}

/** In order of their names; none of a folder that may not be read. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The first bytes of a file, or all of it; null where it cannot be read. */
export function bytesOf(path: string, most: number): Buffer | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    const bytes = Buffer.alloc(Math.min(most, fstatSync(descriptor).size));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Data and prose: what they hold is no code of ours. */
const NO_CODE =
  /\.(?:json5?|jsonl|ya?ml|har|md|mdx|rst|adoc|txt|csv|tsv|lock|xml|svg|html?|css|scss|less|log|map|sql|po|ini|toml|env|pem|patch|diff|snap)$|\.min\.\w+$/i;

const RECORDING = /\.(?:har|json|ya?ml)$/i;

/** What the name of a file says of it. */
export function kindOf(path: string): 'recording' | 'source' | 'neither' {
  if (RECORDING.test(path)) return 'recording';
  return NO_CODE.test(path) || extname(path) === '' ? 'neither' : 'source';
}
