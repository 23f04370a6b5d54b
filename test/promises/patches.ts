import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Patch, readPatch } from './patch.ts';

/** The working tree. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The promises that Forewarn makes, by number. */
export const PROMISES = [1, 2, 3, 4, 5, 6, 7] as const;

/** All patches of this folder, by name. */
export function allPatches(): Patch[] {
  const folder = join(ROOT, 'test/promises');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.patch'))
    .toSorted()
    .map((name) => readPatch(name.replace(/\.patch$/, ''), readFileSync(join(folder, name), 'utf8')));
}

/** The text of a file of the working tree, by its path from the root. */
export function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
