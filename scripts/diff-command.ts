import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** Large packages that few comparisons need: files of their own, so that starting does not read them. */
const BESIDE = ['re2js', 'undici', 'yaml', 'zod'];

const beside: Plugin = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /^[a-z0-9]+$/ }, ({ path, kind }) =>
      BESIDE.includes(path) && kind !== 'entry-point' ? { path: `./${path}.cjs`, external: true } : null,
    );
  },
};

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
    plugins: [beside],
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  return metafile;
}
