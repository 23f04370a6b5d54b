import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Failure } from '../../core/exchange/types.ts';
import type { VerifierJob, VerifierReport } from './verifier-job.ts';
import type { VerifierResult } from './verifier-results.ts';

/** What a replay brought: results, or why there are none. */
export type Replay = { ok: true; results: VerifierResult[] } | { ok: false; failure: Failure };

/** A process that waits to replay pacts, once. */
export interface VerifierChild {
  pid: number | undefined;
  /** Replays the pacts that are served at these URLs, for at most `timeoutMs`. Never rejects. */
  replay(job: Omit<VerifierJob, 'requestTimeoutMs'> & { timeoutMs: number }): Promise<Replay>;
  end(): void;
}

/** What the verifier's process may see of our environment: no secrets, no proxies. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP'];

/** Of V8 in the verifier's process. What it needs beside that is watched in the process itself. */
const HEAP_MB = 256;

const running = new Set<ChildProcess>();

function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

let spare: ChildProcess | null = null;

/**
 * Starts the process of the Pact verifier before it is asked for, where it is known that it will be: it loads while
 * this process does. The next {@link startVerifier} takes it. It keeps nobody from ending.
 *
 * @returns its process id.
 */
export function prepareVerifier(): number | undefined {
  if (spare) return spare.pid;
  const child = forkVerifier();
  spare = child;
  child.unref();
  child.channel?.unref();
  child.once('exit', () => {
    if (spare === child) spare = null;
  });
  return child.pid;
}

/**
 * Starts the process of the Pact verifier, which takes a moment to load. It ends when told, when its time is over,
 * when this process exits and when this process is killed. It prints nothing.
 */
export function startVerifier(): VerifierChild {
  const child = takeSpare() ?? forkVerifier();
  const end = (): void => {
    child.kill('SIGKILL');
  };
  return {
    pid: child.pid,
    end,
    replay: async ({ timeoutMs, ...urls }) => {
      try {
        return await report(child, { ...urls, requestTimeoutMs: Math.ceil(timeoutMs) }, timeoutMs);
      } finally {
        end();
      }
    },
  };
}

function takeSpare(): ChildProcess | null {
  const child = spare;
  spare = null;
  child?.ref();
  child?.channel?.ref();
  return child;
}

function forkVerifier(): ChildProcess {
  const child = fork(entry(), [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    env: { ...environment(), PACT_DO_NOT_TRACK: 'true' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (running.size === 0) process.once('exit', endAll);
  running.add(child);
  // Whether it ended early is learnt from `exit`; a failed start or send must not become an exception.
  child.on('error', () => undefined);
  child.on('exit', () => {
    running.delete(child);
    if (running.size === 0) process.removeListener('exit', endAll);
  });
  return child;
}

function report(child: ChildProcess, job: VerifierJob, timeoutMs: number): Promise<Replay> {
  return new Promise((resolve) => {
    const done = (replay: Replay): void => {
      clearTimeout(timer);
      resolve(replay);
    };
    const timer = setTimeout(
      () => done(failed('deadline', 'the replay of the pacts was not over in time')),
      timeoutMs,
    );
    child.once('exit', () => done(failed('our-request', 'the verifier ended early')));
    child.once('message', (message) => {
      const { results, tooLarge } = message as VerifierReport;
      const why = tooLarge
        ? 'the verifier needed more memory than it may have'
        : 'the verifier gave no result';
      done(results ? { ok: true, results } : failed('our-request', why));
    });
    if (!child.connected) return done(failed('our-request', 'the verifier ended early'));
    child.send(job, (error) => {
      if (error) done(failed('our-request', 'the verifier ended early'));
    });
  });
}

function failed(failureClass: Failure['class'], detail: string): Replay {
  return { ok: false, failure: { class: failureClass, detail } };
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Beside this file: as source, or as built. */
function entry(): string {
  const name = import.meta.url.endsWith('.ts') ? './verifier-entry.ts' : './verifier-entry.mjs';
  return fileURLToPath(new URL(name, import.meta.url));
}
