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
  at: {
    cwd: string;
    env?: Record<string, string>;
    commands?: readonly CommandEntry[];
    signal?: AbortSignal;
    /** What a person at a terminal types, line by line; then the end of the input. */
    typed?: readonly string[];
  },
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
    env: { ...ownHome(at.cwd), ...at.env },
    colour: false,
    setExit: (code: ExitCode) => {
      result.code = code;
    },
    ...(at.typed && { ask: answersOf(at.typed, result) }),
    signal: at.signal ?? new AbortController().signal,
  };
  await run(argv, io, at.commands);
  return result;
}

/** Questions go where they are shown: to the error output. */
function answersOf(
  typed: readonly string[],
  result: CliResult,
): (question: string) => Promise<string | null> {
  const lines = typed[Symbol.iterator]();
  return async (question) => {
    const { value } = lines.next();
    result.err += `${question}${value ?? ''}\n`;
    return value ?? null;
  };
}

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What all checks of a user share, kept in the test's own folder; there is no such user elsewhere. */
function ownHome(cwd: string): Record<string, string> {
  return cwd.startsWith(realpathSync(tmpdir())) ? { FOREWARN_HOME: join(cwd, '.home') } : {};
}
