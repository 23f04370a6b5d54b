import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Series, Version } from './corpus.ts';

/**
 * Lays a version out as it was published: the document, and the files that it refers to where it looks for
 * them.
 *
 * @returns the path of the document
 */
export function unpack(series: Series, version: Version, into: string): string {
  const packed = join(series.folder, version.file);
  const name = version.file.replace(/\.(tar\.)?gz$/, '');
  const folder = join(into, name, 'documents');
  mkdirSync(folder, { recursive: true });
  if (version.file.endsWith('.tar.gz')) {
    execFileSync('tar', ['xzf', packed, '-C', folder]);
    return join(folder, version.entry ?? '');
  }
  const document = join(folder, name);
  if (version.file.endsWith('.gz')) writeFileSync(document, gunzipSync(readFileSync(packed)));
  else copyFileSync(packed, document);
  for (const [written, file] of Object.entries(version.external_refs ?? {})) {
    const part = resolve(dirname(document), written);
    mkdirSync(dirname(part), { recursive: true });
    copyFileSync(join(series.folder, file), part);
  }
  return document;
}
