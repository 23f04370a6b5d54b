import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** What stands beside the built files: the launcher, the samples of the story, and what people read. */
const BESIDE = ['README.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md'];
const SAMPLES = ['contracts', 'openapi'];

/** Asked for by a package that is, and not by us. */
const PEERS: Record<string, readonly string[]> = { 'openapi-typescript': ['typescript'] };

interface Described {
  [key: string]: unknown;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/**
 * Makes a package of a folder that is built: its own package.json, the launcher, the samples. What is published has the
 * packages that the built files import, and no Node, which would take the place of the user's own in
 * `node_modules/.bin`. Maps and lists of sources stay behind.
 *
 * @returns the names of the packages that it depends on
 */
export function writePackage(folder: string, builds: readonly Metafile[]): string[] {
  const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Described;
  const versions = { ...root.devDependencies, ...root.dependencies };
  const needed = importedBy(builds);
  const missing = needed.filter((name) => versions[name] === undefined);
  if (missing.length > 0) throw new Error(`package.json has no version of ${missing.join(', ')}`);
  const { name, version, description, license, type, private: held, engines, bin } = root;
  const described = {
    ...{ name, version, description, license, type, private: held, engines, bin },
    types: './types/index.d.ts',
    exports: {
      '.': { types: './types/index.d.ts', default: './index.mjs' },
      './browser': { types: './types/browser.d.ts', default: './browser.mjs' },
      './schemas/*': './schemas/*',
      './package.json': './package.json',
    },
    files: ['**', '!**/*.map', '!sources.json'],
    dependencies: Object.fromEntries(needed.map((one) => [one, versions[one]])),
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(join(ROOT, 'bin/forewarn.mjs'), join(folder, 'bin/forewarn.mjs'));
  for (const file of BESIDE) copyFileSync(join(ROOT, file), join(folder, file));
  for (const samples of SAMPLES) cpSync(join(ROOT, samples), join(folder, samples), { recursive: true });
  return needed;
}

/** Packages that the built files import, with those that these want beside themselves. */
function importedBy(builds: readonly Metafile[]): string[] {
  const paths = builds
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ imports }) => imports.filter((one) => one.external).map((one) => one.path));
  const names = paths.filter((path) => !path.startsWith('.') && !isBuiltin(path)).map(packageOf);
  return [...new Set(names.flatMap((name) => [name, ...(PEERS[name] ?? [])]))].sort();
}

function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
