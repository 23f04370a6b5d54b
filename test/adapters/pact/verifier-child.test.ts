import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createPartnerOpener } from '../../../src/adapters/http/partner-client.ts';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import { startVerifier, type VerifierChild } from '../../../src/adapters/pact/verifier-child.ts';
import { lookPlan, monotonic, pactV3, wants } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function partner(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

const SCRIPT = fileURLToPath(new URL('./look-in-own-process.ts', import.meta.url));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !what(); tries++) await monotonic.sleep(50);
  return what();
}

describe("the verifier's process", () => {
  it('may be killed in the middle: what it did not report is not verified', async () => {
    let child: VerifierChild | null = null;
    const { url } = await partner((request, response) => {
      if (request.url === '/items/2') process.kill(child?.pid as number, 'SIGKILL');
      json(response, 200, { id: 'a' });
    });
    const source = createLiveSource({
      openPartner: createPartnerOpener({ secrets: { read: async () => null }, monotonic }),
      monotonic,
      log: { info: () => undefined, warn: () => undefined },
      startChild: () => {
        child = startVerifier();
        return child;
      },
    });
    const pact = pactV3([wants('/items/1', { id: 'x' }), wants('/items/2', { id: 'x' })]);
    const { interactions, exchanges } = await source.observe(lookPlan({ url, pacts: [pact] }));
    expect(interactions.map(({ outcome, failure }) => [outcome, failure?.detail])).toEqual([
      ['not-verified', 'the verifier ended early'],
      ['not-verified', 'the verifier ended early'],
    ]);
    expect(exchanges).toHaveLength(2);
  });

  it('ends with its time, though the partner goes on', async () => {
    const child = startVerifier();
    const { url } = await partner(() => undefined);
    const outcome = await child.replay({
      providerUrl: url,
      statesUrl: url,
      pactUrls: [`${url}/pact`],
      timeoutMs: 400,
    });
    expect(outcome).toMatchObject({ ok: false, failure: { class: 'deadline' } });
    expect(await until(() => !isRunning(child.pid as number))).toBe(true);
  });

  it('prints nothing, and ends with its parent', async () => {
    const { url } = await partner((_, response) => json(response, 200, { id: 1 }));
    const looking = fork(SCRIPT, [url], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const printed: string[] = [];
    for (const stream of [looking.stdout, looking.stderr])
      stream?.on('data', (data) => printed.push(String(data)));
    const told: object[] = [];
    looking.on('message', (message: object) => told.push(message));
    expect(await once(looking, 'close')).toEqual([0, null]);
    expect(told[1]).toEqual({ outcome: 'failed' });
    expect(printed).toEqual([]);
  });

  it('ends when its parent is killed', async () => {
    const { url, received } = await partner(() => undefined);
    const looking = fork(SCRIPT, [url], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const [{ pid }] = (await once(looking, 'message')) as [{ pid: number }];
    expect(await until(() => received.length > 0)).toBe(true);
    expect(isRunning(pid)).toBe(true);
    looking.kill('SIGKILL');
    expect(await until(() => !isRunning(pid))).toBe(true);
  });
});
