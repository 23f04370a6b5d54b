import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');

/** The library's entries: what `import 'forewarn'` and `import 'forewarn/browser'` give. */
const ENTRIES = ['index', 'browser'] as const;

/**
 * Builds the library into a folder: `index.mjs` and `browser.mjs` with all that they need inside and nothing of Node,
 * and their declarations under `types/`.
 *
 * @returns the paths that were written, seen from the folder
 */
export async function buildLibrary(folder: string): Promise<string[]> {
  const bundles = ENTRIES.map((entry) => bundleEntry(entry, folder));
  return [...(await Promise.all(bundles)), ...writeDeclarations(folder)];
}

/** For the browser platform without externals: a built-in module of Node would not be found, and fails here. */
async function bundleEntry(entry: string, folder: string): Promise<string> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`src/${entry}.ts`],
    outfile: join(folder, `${entry}.mjs`),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return `${entry}.mjs`;
}

/** The declarations that the entries reach, and no other. */
function writeDeclarations(folder: string): string[] {
  const config = ts.readConfigFile(join(ROOT, 'src/core/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(ROOT, 'src/core'));
  const program = ts.createProgram(
    ENTRIES.map((entry) => join(ROOT, `src/${entry}.ts`)),
    {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(ROOT, 'src'),
      outDir: folder,
    },
  );
  const texts = new Map<string, string>();
  program.emit(undefined, (path, text) => texts.set(relative(folder, path), text), undefined, true);
  const reached = new Set<string>();
  const waiting = ENTRIES.map((entry) => `${entry}.d.ts`);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = texts.get(next);
    if (text === undefined) throw new Error(`no declarations were made for ${next}`);
    if (reached.has(next)) continue;
    reached.add(next);
    for (const imported of importsOf(text))
      waiting.push(join(dirname(next), imported.replace(/\.js$/, '.d.ts')));
    const path = join(folder, 'types', next);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, withoutSourceNames(text));
  }
  return [...reached].map((path) => join('types', path));
}

/** Relative imports, as they are after {@link withoutSourceNames}. */
function importsOf(text: string): string[] {
  return [...withoutSourceNames(text).matchAll(/(?:from |import\()["'](\.[^"']+)["']/g)].map(
    (found) => found[1] ?? '',
  );
}

/** `./types.ts` as `./types.js`: what stands beside `types.d.ts` for a compiler. */
function withoutSourceNames(text: string): string {
  return text.replace(/((?:from |import\()["']\.[^"']+)\.ts(["'])/g, '$1.js$2');
}
