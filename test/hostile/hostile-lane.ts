import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Done, Job } from './hostile-job.ts';

const CHILD = fileURLToPath(new URL('./hostile-child.ts', import.meta.url));
/** After this, in ms, a child has hung, however busy the machine is. */
const HUNG = 60_000;

/** A process that goes on holding more than this is replaced, so that the next case is measured by itself. */
const MOST_REST_MB = 200;

/** Does jobs in a process of its own, that has 512 MB and may die of them. */
export interface Lane {
  /** @returns what became of it, or in words how the process ended. */
  run(job: Job): Promise<Done | string>;
  end(): void;
}

/** A lane; its process is started with the first job, and again after each that it did not survive or that left much behind. */
export function startLane(): Lane {
  let child: ChildProcess | null = null;
  const end = (): void => {
    child?.kill('SIGKILL');
    child = null;
  };
  return {
    end,
    run: async (job) => {
      child ??= await started();
      const done = await sent(child, job);
      if (typeof done === 'string' || done.restMb > MOST_REST_MB) end();
      return done;
    },
  };
}

function started(): Promise<ChildProcess> {
  const child = fork(CHILD, {
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => child.once('message', () => resolve(child)));
}

function sent(child: ChildProcess, job: Job): Promise<Done | string> {
  let printed = '';
  const hear = (chunk: Buffer): void => {
    printed = `${printed}${chunk}`.slice(-2_000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise<Done | string>((resolve) => {
    const timer = setTimeout(() => resolve(`has not ended in ${HUNG / 1_000} s`), HUNG);
    const settle = (done: Done | string): void => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      child.stdout?.off('data', hear);
      child.stderr?.off('data', hear);
      resolve(done);
    };
    child.once('message', (done: Done) => settle(printed === '' ? done : `printed: ${printed}`));
    child.once('exit', (code, signal) => settle(`ended its process (${signal ?? code}): ${printed}`));
    child.send(job);
  });
}
