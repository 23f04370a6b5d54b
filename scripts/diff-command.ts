import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** Packages that few comparisons need: files of their own, so that starting does not read them. */
const BESIDE: Record<string, string> = {
  ajv: 'ajv/dist/2020.js',
  re2js: 're2js',
  undici: 'undici',
  yaml: 'yaml',
  zod: 'zod',
};

/** Parts of Node that are asked for as files are loaded, and needed seldom. An `import` would load all of each. */
const SELDOM = [
  'node:child_process',
  'node:crypto',
  'node:dns',
  'node:http',
  'node:https',
  'node:net',
  'node:tls',
  'node:tty',
  'node:worker_threads',
  'node:zlib',
];

/**
 * Loads what is seldom needed when a member of it is first asked for, as nothing in a bundle of modules does. Members
 * are read at each use, so that it makes no other difference.
 *
 * @param names of the packages that stand beside what is built; all of them where none is named
 */
export const late = (names: readonly string[] = Object.keys(BESIDE)): Plugin => ({
  name: 'late',
  setup({ onLoad, onResolve }) {
    const files = new Map(names.map((name) => [BESIDE[name], `./${name}.cjs`]));
    for (const name of SELDOM) files.set(name, name);
    onResolve({ filter: /./ }, ({ path, namespace }) => {
      if (namespace === 'late') return { path, external: true };
      return files.has(path) ? { path, namespace: 'late' } : null;
    });
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: lateModule(files.get(path) as string, membersOf(path)),
    }));
  },
});

/**
 * Builds `forewarn diff` by itself into `diff.cjs`, and what it seldom needs beside it. Starting is most of what
 * comparing two small documents costs: Node loads one CommonJS file faster than modules that import each other,
 * and a small file faster than a large one.
 *
 * @param shared what all builds have in common
 * @returns what it was made of
 */
export async function buildDiffCommand(shared: BuildOptions, external: readonly string[]): Promise<Metafile> {
  const files = {
    ...shared,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minify: true,
    metafile: true,
  } satisfies BuildOptions;
  await build({ ...files, entryPoints: BESIDE, sourcemap: false });
  const { metafile } = await build({
    ...files,
    entryPoints: { diff: 'src/cli/diff-main.ts' },
    // The other commands are never asked for.
    external: [...external, './commands.ts'],
    plugins: [late()],
    // What is run from a text (see the launcher) cannot `import`.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  writeCode(join(shared.outdir ?? '.', 'diff'));
  return metafile;
}

/** Beside the file, what this Node makes of it, by the name that the launcher looks for. */
function writeCode(built: string): void {
  const { execPath, version, platform, arch } = process;
  const file = `${built}.cjs`;
  const into = `${built}-${version}-${platform}-${arch}.code`;
  execFileSync(execPath, [join(import.meta.dirname, 'write-code.ts'), file, into], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const cachedData = readFileSync(into);
  const { cachedDataRejected } = new Script(module.wrap(readFileSync(file, 'utf8')), { cachedData });
  if (cachedDataRejected) throw new Error(`${into} would be refused`);
}

function membersOf(path: string): string[] {
  return Object.keys(createRequire(import.meta.url)(path)).filter((name) => name !== '__esModule');
}

function lateModule(file: string, members: readonly string[]): string {
  const getters = members.map(
    (name) => `get ${JSON.stringify(name)}() { return require('${file}')[${JSON.stringify(name)}]; }`,
  );
  return `module.exports = {\n${getters.join(',\n')}\n};`;
}
