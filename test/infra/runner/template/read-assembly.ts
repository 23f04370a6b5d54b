import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './resolve-template.ts';
import type { Template } from './types.ts';

/** What a synthesis wrote: its stacks in the order of their names, and the folder of each asset by hash. */
export interface Assembly {
  stacks: Stack[];
  /** The unzipped asset that a template names by `<hash>.zip`. */
  folderOf(key: string): string;
}

interface Manifest {
  files?: Record<string, { source: { path: string; packaging: string } }>;
}

/** Reads a cloud assembly (`cdk.out`). */
export function readAssembly(folder: string): Assembly {
  const files = readdirSync(folder);
  const stacks = files
    .filter((file) => file.endsWith('.template.json'))
    .sort()
    .map((file) => ({
      name: file.replace('.template.json', ''),
      template: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template,
    }));
  const assets = new Map<string, string>();
  for (const file of files.filter((one) => one.endsWith('.assets.json'))) {
    const manifest = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Manifest;
    for (const [hash, { source }] of Object.entries(manifest.files ?? {}))
      if (source.packaging === 'zip') assets.set(`${hash}.zip`, join(folder, source.path));
  }
  return {
    stacks,
    folderOf(key) {
      const found = assets.get(key);
      if (found === undefined) throw new RangeError(`no asset ${key}`);
      return found;
    },
  };
}
