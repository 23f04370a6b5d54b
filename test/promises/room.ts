import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch, type Patch } from './patch.ts';
import { ROOT } from './patches.ts';

/** What the end-to-end tests need of the working tree. */
const PARTS = ['src', 'web', 'test/e2e', 'contracts', 'openapi', 'bin', 'package.json', 'tsconfig.json'];

/** A copy of the working tree, to break and to mend. */
export interface Room {
  dir: string;
  /** Applies a patch, does the work, and puts back what was there. Throws where the patch does not apply. */
  broken<Result>(patch: Patch, work: () => Promise<Result>): Promise<Result>;
}

/** Copies the working tree as it is now; the copy goes when the process ends. */
export function openRoom(): Room {
  const dir = mkdtempSync(join(tmpdir(), 'forewarn-promises-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  for (const part of PARTS) cpSync(join(ROOT, part), join(dir, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  return {
    dir,
    async broken(patch, work) {
      const read = (file: string) => readFileSync(join(dir, file), 'utf8');
      const broken = applyPatch(patch, read);
      const whole = [...broken.keys()].map((file) => [file, read(file)] as const);
      for (const [file, text] of broken) writeFileSync(join(dir, file), text);
      try {
        return await work();
      } finally {
        for (const [file, text] of whole) writeFileSync(join(dir, file), text);
      }
    },
  };
}
