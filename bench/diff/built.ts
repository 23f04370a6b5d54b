import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Runs the file that is named first as the launcher runs what was built: by `require`, with a cache of its code. */
const WITH_CACHE = `import module, { createRequire } from 'node:module';
module.enableCompileCache();
createRequire(import.meta.url)(process.argv.splice(2, 1)[0]);
`;

/** How to run what was built. */
export interface Measured {
  /** Arguments of Node for the launcher, as it is called in a checkout. */
  forewarn: string[];
  parseOnly: string[];
  inProcess: string[];
}

/** Builds the program as it is shipped, and the processes that it is measured against. */
export async function buildMeasured(root: string, folder: string): Promise<Measured> {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'ignore' });
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/diff/parse-only.ts', 'bench/diff/in-process.ts'],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'warning',
  });
  const start = join(folder, 'with-cache.mjs');
  writeFileSync(start, WITH_CACHE);
  return {
    forewarn: [join(root, 'bin', 'forewarn.mjs')],
    parseOnly: [start, join(folder, 'parse-only.cjs')],
    inProcess: ['--expose-gc', start, join(folder, 'in-process.cjs')],
  };
}
