import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { problemsError } from './problems.ts';

/** A version as a manifest tells it; members that are not needed are passed over. */
const version = z.object({
  file: z.string().min(1),
  date: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be a day or an instant'),
  /** Entry document inside a `.tar.gz`. */
  entry: z.string().optional(),
  /** References as written, to files in the folder. */
  external_refs: z.record(z.string(), z.string()).optional(),
});

const series = z.object({ versions: z.array(version).min(1, 'must name a version') });

/** A version that a manifest names. */
export type ManifestVersion = z.output<typeof version>;

/**
 * What a `manifest.json` says of a folder: one in the folder, `{"versions": [{"file": ..., "date": ...}]}`, or one
 * beside it that has such an object under the folder's name. Null where there is none.
 *
 * @throws ForewarnError `config` where there is one that cannot be read
 */
export function readManifest(folder: string, cwd: string): ManifestVersion[] | null {
  const own = join(folder, 'manifest.json');
  if (existsSync(own)) return versionsIn(own, parsed(own, cwd), cwd);
  const above = join(dirname(folder), 'manifest.json');
  if (!existsSync(above)) return null;
  const all = parsed(above, cwd);
  const name = basename(folder);
  const isNamed = typeof all === 'object' && all !== null && Object.hasOwn(all, name);
  return isNamed ? versionsIn(above, (all as Record<string, unknown>)[name], cwd) : null;
}

function parsed(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw problemsError([{ file, line: 1, message: 'this manifest is not JSON' }], cwd);
  }
}

function versionsIn(file: string, data: unknown, cwd: string): ManifestVersion[] {
  const read = series.safeParse(data);
  if (read.success) return read.data.versions;
  const [issue] = read.error.issues;
  const message = `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is no manifest of versions'}`;
  throw problemsError([{ file, line: 1, message }], cwd);
}
