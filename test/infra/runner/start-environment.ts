import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FunctionDefinition, Invocation, Surroundings } from './function-definition.ts';
import { type Outcome, startRuntimeApi } from './runtime-api.ts';

/** A function's process, warm after its first event. */
export interface ExecutionEnvironment {
  /** Null: it could not start, or is gone. Rejects never. */
  invoke(event: unknown): Promise<Invocation>;
  /** False once its process has ended. */
  alive(): boolean;
  close(): Promise<void>;
}

const BOOTSTRAP = join(import.meta.dirname, 'bootstrap.mjs');
/** A function must have started by then. */
const INIT_MS = 10_000;
/** Share of the memory that the heap may have, as Lambda gives it. */
const HEAP_SHARE = 0.9;

/**
 * Starts a process of a function with the environment that Lambda gives it, and nothing of this process's own but
 * `PATH`. It is killed, with its children, where it does not answer in its time.
 *
 * @param task the folder with the function's files.
 */
export async function startEnvironment(
  definition: FunctionDefinition,
  { environment, folder }: Surroundings,
  task: string,
): Promise<ExecutionEnvironment> {
  const api = await startRuntimeApi();
  const tmp = mkdtempSync(join(folder, 'tmp-'));
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${Math.floor(definition.memoryMb * HEAP_SHARE)}`, BOOTSTRAP],
    {
      cwd: task,
      detached: true, // a group of its own: what it starts ends with it
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: tmp,
        TMPDIR: tmp,
        ...lambdaVariables(definition, task),
        AWS_LAMBDA_RUNTIME_API: api.address,
        ...environment,
        ...definition.environment,
      },
    },
  );
  const output = collectLines(child);
  const ended = new Promise<'exited'>((resolve) => child.once('exit', () => resolve('exited')));
  const init = await Promise.race([api.started, ended, after(INIT_MS)]);
  const initMs = performance.now() - startedAt;
  let cold = true;

  async function invoke(event: unknown): Promise<Invocation> {
    const requestId = randomUUID();
    const told = { requestId, cold, initMs: cold ? initMs : null };
    cold = false;
    if (init !== null) {
      kill(child);
      await ended;
      const failed: Outcome =
        typeof init === 'string' ? { outcome: 'failed', payload: { errorType: init } } : init;
      return { ...told, ...failed, ms: 0, lines: output.take() };
    }
    const limit = definition.timeoutSeconds * 1000;
    const began = performance.now();
    const given = api.invoke({
      requestId,
      event: JSON.stringify(event),
      deadline: Date.now() + limit,
      functionArn: definition.arn,
      traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hex(12)};Parent=${hex(8)};Sampled=1`,
    });
    const outcome = await Promise.race([given, ended, after(limit)]);
    const ms = performance.now() - began;
    if (outcome === 'timed-out') kill(child);
    if (typeof outcome !== 'string') await Promise.race([output.ended(requestId), ended]);
    if (typeof outcome !== 'string') return { ...told, ...outcome, ms, lines: output.take() };
    await ended;
    return { ...told, outcome, payload: { errorType: `Runtime.${outcome}` }, ms, lines: output.take() };
  }

  return {
    invoke,
    alive: () => child.exitCode === null && child.signalCode === null,
    async close() {
      kill(child);
      await ended;
      await api.close();
    },
  };
}

function lambdaVariables(definition: FunctionDefinition, task: string): Record<string, string> {
  const { name, memoryMb, handler } = definition;
  return {
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `2026/11/02/[$LATEST]${hex(16)}`,
    LAMBDA_TASK_ROOT: task,
    LAMBDA_RUNTIME_DIR: import.meta.dirname,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
  };
}

/** Lines as they come, until the end of an invocation stands on both streams. */
function collectLines({ stdout, stderr }: ChildProcess) {
  let lines: string[] = [];
  const ends = new Map<string, { count: number; both: PromiseWithResolvers<void> }>();
  const endOf = (requestId: string) => {
    const end = ends.get(requestId) ?? { count: 0, both: Promise.withResolvers<void>() };
    ends.set(requestId, end);
    return end;
  };
  const listen = (stream: Readable | null) => {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        const requestId = /^END RequestId: (.+)$/.exec(line)?.[1];
        if (requestId === undefined) lines.push(line);
        else if (++endOf(requestId).count === 2) endOf(requestId).both.resolve();
      }
    });
  };
  listen(stdout);
  listen(stderr);
  return {
    ended: (requestId: string) => endOf(requestId).both.promise,
    take() {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function after(ms: number): Promise<'timed-out'> {
  return new Promise((resolve) => setTimeout(() => resolve('timed-out'), ms).unref());
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
