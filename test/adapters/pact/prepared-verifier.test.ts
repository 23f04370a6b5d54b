import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { prepareVerifier, startVerifier } from '../../../src/adapters/pact/verifier-child.ts';
import { json, startServer } from '../loopback-server.ts';

const CHILD = new URL('../../../src/adapters/pact/verifier-child.ts', import.meta.url).href;

it('is handed out once, and works as one that was just started', async () => {
  const server = await startServer((_request, response) => json(response, 200, {}));
  onTestFinished(() => server.close());
  const pid = prepareVerifier();
  expect(prepareVerifier()).toBe(pid);
  const [first, second] = [startVerifier(), startVerifier()];
  onTestFinished(() => second.end());
  expect(first.pid).toBe(pid);
  expect(second.pid).not.toBe(pid);
  const job = { providerUrl: server.url, statesUrl: server.url, pactUrls: [], timeoutMs: 8_000 };
  expect(await first.replay(job)).toMatchObject({ ok: true, results: [] });
});

it('is not handed out once it has ended', async () => {
  const pid = prepareVerifier() as number;
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => prepareVerifier()).not.toBe(pid);
  const alive = startVerifier();
  onTestFinished(() => alive.end());
  expect(() => process.kill(alive.pid as number, 0)).not.toThrow();
});

it('keeps its process from ending no longer than that wants', async () => {
  const script = `import { prepareVerifier } from '${CHILD}'; prepareVerifier();`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 10_000,
  });
  await expect(run).resolves.toMatchObject({ stdout: '' });
});
