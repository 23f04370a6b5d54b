import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import type { Project } from './open-project.ts';

/** What openapi-typescript writes for every document. */
const PATHS = /^export (interface|type) paths\b/m;
const REST = /^export (interface|type) (components|operations|webhooks)\b/m;

/**
 * The file of the project that was generated from the partner's document: the one named, else the only one that looks
 * like it, else of several the one that has most of the document's paths.
 *
 * @throws ForewarnError `usage` where none can be told.
 */
export function generatedModule(
  { dir, files }: Project,
  on: { named: string | undefined; paths: readonly string[]; cwd: string },
): string {
  if (on.named !== undefined) return resolve(on.cwd, on.named);
  const found = files
    .map((fileName) => ({ fileName, text: existsSync(fileName) ? readFileSync(fileName, 'utf8') : '' }))
    .filter(({ text }) => PATHS.test(text) && REST.test(text))
    .map(({ fileName, text }) => ({
      fileName,
      has: on.paths.filter((path) => text.includes(JSON.stringify(path))).length,
    }))
    .sort((a, b) => b.has - a.has);
  const [best, next] = found;
  if (best && best.has > 0 && best.has !== next?.has) return best.fileName;
  const names = found.map(({ fileName }) => relative(dir, fileName)).join(', ');
  throw new ForewarnError('usage', 'the project uses no types that were generated from this document', {
    place: { file: dir },
    fix: `name the file that openapi-typescript writes with --module${names ? `; there are: ${names}` : ''}`,
  });
}
