import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
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
  'swagger2openapi',
];

const entryPoints = Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file)));

rmSync('dist', { recursive: true, force: true });
const started = performance.now();
const result = await build({
  entryPoints,
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: 'linked',
  external: EXTERNAL,
  // CommonJS packages ask for built-in modules by `require`, which a module does not have.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
  metafile: true,
});
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `dist/: ${Object.keys(entryPoints).join(', ')}; ${Math.round(bytes / 1024)} KB in ${Math.round(performance.now() - started)} ms\n`,
);

const library = await buildLibrary('dist');
process.stdout.write(`dist/: the library, ${library.length} files\n`);
