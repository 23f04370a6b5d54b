import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { buildDiffCommand, late } from './diff-command.ts';
import { buildLibrary } from './library.ts';
import { writePackage } from './package.ts';
import { writeSchemas } from './schemas.ts';

/** What is started by name: the program, and the child processes and threads that it starts. */
const ENTRIES: Record<string, string> = {
  main: 'src/cli/main.ts',
  'verifier-entry': 'src/adapters/pact/verifier-entry.ts',
  'judge-entry': 'src/adapters/judge/judge-entry.ts',
};

/** Packages with native parts, or that read files beside themselves: they stay in node_modules. */
const EXTERNAL = [
  '@pact-foundation/pact',
  '@pact-foundation/pact-core',
  '@pactflow/openapi-pact-comparator',
  'dynalite',
  'openapi-typescript',
  'typescript',
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
  // A check without a call needs no client; it stands beside the command that compares documents.
  plugins: [late(['undici'])],
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

const schemas = writeSchemas('dist/schemas');
process.stdout.write(`dist/schemas/: ${schemas.join(', ')}\n`);

const needed = writePackage('dist', [result.metafile, alone]);
process.stdout.write(`dist/: a package that needs ${needed.join(', ')}: npm pack ./dist\n`);

function sourcesOf({ inputs }: Metafile): string[] {
  return Object.keys(inputs).filter((file) => !file.includes('node_modules/') && !file.startsWith('late:'));
}
