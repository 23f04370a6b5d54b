import { basename, relative } from 'node:path';
import { isatty } from 'node:tty';
import type { CliIo } from './io.ts';
import { outputOf } from './output.ts';

const GRACE_MS = 5_000;
/** A launcher may pass on the Ctrl-C that the terminal has already sent. */
const SAME_MS = 500;

/**
 * The real process as a command may touch it. The first Ctrl-C or SIGTERM asks the command to end, the second
 * ends the process at once, as does a command that has not ended after five seconds.
 */
export function processIo(): CliIo {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first < SAME_MS) return;
      process.exit(130);
    }
    first = performance.now();
    controller.abort();
    setTimeout(() => process.exit(130), GRACE_MS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const output = outputOf(1);
  const errors = outputOf(2);
  return {
    out: output.write,
    err: errors.write,
    cwd: process.cwd(),
    env: process.env,
    colour: wantsColour(process.env, output.isTerminal),
    ...(output.isTerminal && process.stdout.columns > 0 && { columns: process.stdout.columns }),
    command: calledAs(process.argv[1] ?? '', process.cwd()),
    setExit: (code) => {
      process.exitCode = code;
    },
    signal: controller.signal,
    ...(errors.isTerminal && { progress: (doing) => errors.write(`\r\x1b[K${doing}`) }),
    ...(errors.isTerminal && isatty(0) && { ask: (question) => askPerson(question, controller.signal) }),
    readInput: async () => (await import('node:stream/consumers')).text(process.stdin),
  };
}

/** One line from the terminal, asked for on the error output; null at its end, or where the command is to end. */
async function askPerson(question: string, signal: AbortSignal): Promise<string | null> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string | null>((resolve) => {
      lines.on('close', () => resolve(null));
      signal.addEventListener('abort', () => resolve(null), { once: true });
      lines.question(question, resolve);
    });
  } finally {
    lines.close();
  }
}

/** What a person types here to call it again. */
export function calledAs(file: string, cwd: string): string {
  if (/[\\/]node_modules[\\/]/.test(file)) return 'npx forewarn';
  if (basename(file) !== 'forewarn.mjs') return 'forewarn';
  const path = relative(cwd, file);
  return `node ${path.startsWith('..') ? file : path}`;
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, which wins over what the terminal is. */
export function wantsColour(env: Record<string, string | undefined>, terminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return terminal && env.TERM !== 'dumb';
}
