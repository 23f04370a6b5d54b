import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CommandEntry } from '../../src/cli/commands.ts';
import type { ExitCode } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

/** What a command line left behind. */
export interface CliResult {
  code: ExitCode;
  out: string;
  err: string;
}

/** Runs a command line in this process, with nothing of this process but its folder and variables. */
export async function runCli(
  argv: readonly string[],
  at: { cwd: string; env?: Record<string, string>; commands?: readonly CommandEntry[]; signal?: AbortSignal },
): Promise<CliResult> {
  const result: CliResult = { code: 0, out: '', err: '' };
  const io = {
    out: (text: string) => {
      result.out += text;
    },
    err: (text: string) => {
      result.err += text;
    },
    cwd: at.cwd,
    env: at.env ?? {},
    colour: false,
    setExit: (code: ExitCode) => {
      result.code = code;
    },
    signal: at.signal ?? new AbortController().signal,
  };
  await run(argv, io, at.commands);
  return result;
}

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
