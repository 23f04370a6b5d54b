import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { Architecture } from '../config.ts';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from '../functions.ts';
import { nativePackage } from './native-package.ts';
import { ownMap } from './own-map.ts';

/** Files of one function: path in its asset, with `/`, and bytes. */
export type FunctionFiles = ReadonlyMap<string, Uint8Array>;

/** Of the native package, what is loaded: the library, the binding to it and the name that it is found by. */
const LOADED = /^(package\.json|prebuilds\/.+\.(node|so))$/;

/**
 * Bundles every function with esbuild, each into ES modules that hold what it needs and nothing that is installed:
 * the AWS clients that it uses are in it, the runtime's own are not asked for. Nothing is written.
 *
 * @param root the repository.
 */
export async function buildFunctions(
  root: string,
  architecture: Architecture,
): Promise<Record<FunctionName, FunctionFiles>> {
  const built = await bundle(root);
  const files = (name: FunctionName): FunctionFiles =>
    new Map([
      ...built.flatMap(([path, contents]): [string, Uint8Array][] => {
        const [folder, ...rest] = path.split(sep);
        return folder === name ? [[rest.join('/'), contents]] : [];
      }),
      ...(FUNCTIONS[name].verifies ? nativeFiles(root, architecture) : []),
    ]);
  return Object.fromEntries(FUNCTION_NAMES.map((name) => [name, files(name)])) as Record<
    FunctionName,
    FunctionFiles
  >;
}

/** Every file of every function, by its path below the function's name. */
async function bundle(root: string): Promise<[string, Uint8Array][]> {
  const bundled = await Promise.all(FUNCTION_NAMES.map((name) => build(bundleOptions(root, name))));
  return bundled.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents, text }): [string, Uint8Array] => [
      relative(root, path),
      path.endsWith('.map') ? Buffer.from(ownMap(text)) : contents,
    ]),
  );
}

/**
 * How a function is bundled. What it loads only when it is needed (`import()`) is in files of its own beside the entry,
 * so that a start does not read it.
 */
export function bundleOptions(root: string, name: FunctionName) {
  return {
    entryPoints: Object.fromEntries(entriesOf(name)),
    absWorkingDir: root,
    outdir: root,
    chunkNames: `${name}/[name]-[hash]`,
    splitting: true,
    write: false,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    // CommonJS packages ask for built-in modules by `require`, which a module does not have.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [englishOnly],
    // Tells browsers apart; what asks for it is not in a bundle for Node, but its file would be.
    external: ['bowser'],
    logLevel: 'error',
  } as const satisfies BuildOptions;
}

/** Half of zod is its messages in other languages, of which nothing here is ever told. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

function entriesOf(name: FunctionName): [string, string][] {
  const entry: [string, string] = [`${name}/index`, `lambdas/${name}.ts`];
  // Started as a process, and as a thread, by the files beside them.
  const verifier: [string, string] = [`${name}/verifier-entry`, 'src/adapters/pact/verifier-entry.ts'];
  const judge: [string, string] = [`${name}/judge-entry`, 'src/adapters/judge/judge-entry.ts'];
  return FUNCTIONS[name].verifies ? [entry, verifier, judge] : [entry];
}

function nativeFiles(root: string, architecture: Architecture): [string, Uint8Array][] {
  const { name, folder } = nativePackage(root, architecture);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => LOADED.test(path))
    .sort()
    .map((path) => [`node_modules/${name}/${path}`, readFileSync(join(folder, path))]);
}
