import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { buildDiffCommand } from './diff-command.ts';
import { buildLibrary } from './library.ts';

/** What is started by name: the program, and the child processes that it starts. */
const ENTRIES: Record<string, string> = {
  main: 'src/cli/main.ts',
  'verifier-entry': 'src/adapters/pact/verifier-entry.ts',
};

/** Packages with native parts, or that read files beside themselves: they stay in node_modules. */
const EXTERNAL = [
  '@pact-foundation/pact',
  '@pact-foundation/pact-core',
  '@pactflow/openapi-pact-comparator',
  'dynalite',
  'openapi-typescript',
];

const entryPoints = Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file)));

rmSync('dist', { recursive: true, force: true });
const started = performance.now();
const SHARED = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  sourcemap: 'linked',
  logLevel: 'warning',
  metafile: true,
} satisfies BuildOptions;

const result = await build({
  ...SHARED,
  entryPoints,
  outExtension: { '.js': '.mjs' },
  splitting: true,
  format: 'esm',
  external: EXTERNAL,
  // CommonJS packages ask for built-in modules by `require`, which a module does not have.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
});

const alone = await buildDiffCommand(SHARED, EXTERNAL);

/** What each of them was made of, for the launcher to see whether a source is newer. */
const sources = { main: sourcesOf(result.metafile), diff: sourcesOf(alone) };
writeFileSync('dist/sources.json', JSON.stringify(sources));

const bytes = [result.metafile, alone]
  .flatMap(({ outputs }) => Object.values(outputs))
  .reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `dist/: ${Object.keys(entryPoints).join(', ')}; ${Math.round(bytes / 1024)} KB in ${Math.round(performance.now() - started)} ms\n`,
);

const library = await buildLibrary('dist');
process.stdout.write(`dist/: the library, ${library.length} files\n`);

function sourcesOf({ inputs }: Metafile): string[] {
  return Object.keys(inputs).filter((file) => !file.includes('node_modules/'));
}
