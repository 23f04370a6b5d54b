import { existsSync, globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The files that a path or a glob names, absolute and sorted. Only the part below `base` may be a glob. */
export function matchingFiles(pattern: string, base: string): string[] {
  if (existsSync(pattern)) return [pattern];
  if (!/[*?[{]/.test(relative(base, pattern))) return [];
  return globSync(relative(base, pattern), { cwd: base })
    .map((file) => join(base, file))
    .sort();
}

/** As {@link matchingFiles}, for paths of an agreement, which are written against its folder. */
export function filesOf(agreement: { file: string }, pattern: string): string[] {
  return matchingFiles(pattern, dirname(agreement.file));
}
