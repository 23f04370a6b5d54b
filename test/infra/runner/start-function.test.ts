import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { FunctionDefinition } from './function-definition.ts';
import { measurementsIn, sumOf } from './measured.ts';
import { startFunction } from './start-function.ts';

const folder = mkdtempSync(join(tmpdir(), 'forewarn-runner-'));
const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

function tiny(more: Partial<FunctionDefinition> = {}) {
  const definition: FunctionDefinition = {
    name: 'tiny',
    arn: 'arn:aws:lambda:eu-central-1:111122223333:function:tiny',
    handler: 'index.handler',
    memoryMb: 128,
    timeoutSeconds: 5,
    environment: { FOREWARN_VERSION: '1' },
    folder: join(import.meta.dirname, 'fixtures/tiny'),
    ...more,
  };
  const running = startFunction(definition, { environment: { AWS_REGION: 'eu-central-1' }, folder });
  opened.push(running);
  return running;
}

test('a process is started once and used again, with the variables of the template and nothing of ours', async () => {
  const running = tiny();
  const first = await running.invoke({ do: 'tell' });
  const second = await running.invoke({ do: 'tell' });
  const told = second.payload as {
    events: number;
    remaining: number;
    env: Record<string, string>;
    argv: string[];
  };

  expect([first.cold, second.cold, told.events]).toEqual([true, false, 2]);
  expect(first.initMs).toBeGreaterThan(0);
  expect(told.remaining).toBeGreaterThan(4_000);
  expect(told.argv).toContain('--max-old-space-size=115');
  expect(told).toMatchObject({
    context: { functionName: 'tiny', memoryLimitInMB: '128', invokedFunctionArn: running.definition.arn },
    env: {
      FOREWARN_VERSION: '1',
      AWS_REGION: 'eu-central-1',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-/),
    },
  });
  const known = /^(AWS_|_|LAMBDA_|FOREWARN_|PATH$|HOME$|TMPDIR$|LANG$|TZ$)/;
  expect(Object.keys(told.env).filter((name) => !known.test(name))).toEqual([]);
});

test('events at the same time have a process each', async () => {
  const running = tiny();
  const both = await Promise.all([running.invoke({ do: 'tell' }), running.invoke({ do: 'tell' })]);
  expect(both.map(({ payload }) => (payload as { events: number }).events)).toEqual([1, 1]);
});

test('lines and measurements belong to their invocation', async () => {
  const running = tiny();
  const one = await running.invoke({ do: 'measure', value: 3 });
  const two = await running.invoke({ do: 'nothing' });
  expect(one.lines).toContain('and a line');
  expect(sumOf(measurementsIn(one.lines), 'ChecksRun')).toBe(3);
  expect(two.lines).toEqual([]);
});

test('an error is told, and the process goes on', async () => {
  const running = tiny();
  const failed = await running.invoke({ do: 'throw' });
  expect(failed).toMatchObject({
    outcome: 'failed',
    payload: { errorType: 'RangeError', errorMessage: 'as asked' },
  });
  expect((await running.invoke({ ok: 1 })).payload).toEqual({ ok: 1 });
});

test('a function that takes too long is killed with what it started; the next event meets a new process', async () => {
  const running = tiny({ timeoutSeconds: 1 });
  const hung = await running.invoke({ do: 'hang' });
  const child = Number(/child (\d+)/.exec(hung.lines.join('\n'))?.[1]);

  expect(hung.outcome).toBe('timed-out');
  expect(hung.ms).toBeLessThan(2_000);
  await expect.poll(() => isRunning(child)).toBe(false);
  expect(await running.invoke({ ok: 1 })).toMatchObject({ cold: true, payload: { ok: 1 } });
});

test('a process that ends, or has no memory left, is a failed invocation', async () => {
  expect((await tiny().invoke({ do: 'exit' })).outcome).toBe('exited');
  expect((await tiny().invoke({ do: 'fill' })).outcome).toBe('exited');
});

test('what cannot be loaded, is not brought along, or is too large to answer, fails', async () => {
  const broken = await tiny({ handler: 'broken.handler' }).invoke({});
  expect(broken).toMatchObject({ outcome: 'failed', payload: { errorType: 'SyntaxError' } });
  expect((await tiny({ handler: 'none.handler' }).invoke({})).outcome).toBe('failed');
  expect(await tiny().invoke({ do: 'import', name: 'zod' })).toMatchObject({ outcome: 'failed' });
  expect(await tiny().invoke({ do: 'large' })).toMatchObject({
    outcome: 'failed',
    payload: { errorType: 'Function.ResponseSizeTooLarge' },
  });
});

/** A process that has ended may still be listed until somebody asks how. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
