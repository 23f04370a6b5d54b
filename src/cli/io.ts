import type { Command } from 'commander';

/** Exit codes of every command: nothing to act on, act, wrong input, not verified. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command may touch of its process. Tests pass their own. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  cwd: string;
  env: Record<string, string | undefined>;
  /** True on a terminal that wants colour (NO_COLOR and FORCE_COLOR obeyed). */
  colour: boolean;
  /** Columns of the terminal that shows the output; left out where it is none. */
  columns?: number;
  /** How this command was called, to be typed again; left out: `forewarn`. */
  command?: string;
  setExit(code: ExitCode): void;
  /** Says what is being done, until the next word or `''`; only where a person looks at the error output. */
  progress?(doing: string): void;
  /** Asks the person at the terminal for one line; null: there is none any more. Absent where nobody is there. */
  ask?(question: string): Promise<string | null>;
  /** All of the standard input as text. */
  readInput?(): Promise<string>;
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal;
}

/** Adds one command to the program. Each `src/cli/<command>.ts` exports one of these, named `register<Command>`. */
export type RegisterCommand = (program: Command, io: CliIo) => void;
