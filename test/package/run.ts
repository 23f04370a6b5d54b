import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';

/** What a command left behind. */
export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program as in a stranger's shell. */
export function shell(command: string, argv: readonly string[], cwd: string, env: object = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command, argv, {
    cwd,
    env: { ...inject('installed').env, ...env },
    encoding: 'utf8',
    timeout: 290_000,
  });
  return { status, stdout, stderr };
}

/** Runs the installed `forewarn`, in a folder outside of the checkout. */
export function forewarn(argv: readonly string[], cwd: string, env: object = {}): Ran {
  return shell(join(inject('installed').project, 'node_modules/.bin/forewarn'), argv, cwd, env);
}

/** A new folder outside of the checkout that is gone after the test. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-newcomer-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
