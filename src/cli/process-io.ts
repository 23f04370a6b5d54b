import type { CliIo } from './io.ts';

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
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    colour: wantsColour(process.env, process.stdout.isTTY === true),
    setExit: (code) => {
      process.exitCode = code;
    },
    signal: controller.signal,
    ...(process.stderr.isTTY && { progress: (doing) => void process.stderr.write(`\r\x1b[K${doing}`) }),
    readInput: async () => (await import('node:stream/consumers')).text(process.stdin),
  };
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, which wins over what the terminal is. */
export function wantsColour(env: Record<string, string | undefined>, terminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return terminal && env.TERM !== 'dumb';
}
