import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import { startVerifier, type VerifierChild } from '../../../src/adapters/pact/verifier-child.ts';
import { lookPlan, monotonic, pactV3, partnerOpener, wants } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function lookWith(startChild: () => VerifierChild) {
  const partner = await startServer((_, response) => json(response, 200, { id: 'a' }));
  open.push(partner);
  const openPartner = partnerOpener();
  const log = { info: () => undefined, warn: () => undefined };
  const pact = pactV3([wants('/items/1', { id: 'x' })]);
  const source = createLiveSource({ openPartner, monotonic, log, startChild });
  const { interactions } = await source.observe(lookPlan({ url: partner.url, pacts: [pact] }));
  return [interactions[0]?.outcome, interactions[0]?.failure?.detail];
}

function killedAfter(ms: number): () => VerifierChild {
  return () => {
    const child = startVerifier();
    if (ms < 0) child.end();
    else setTimeout(() => child.end(), ms);
    return child;
  };
}

describe('a verifier that is killed', () => {
  it('before it has started', async () => {
    expect(await lookWith(killedAfter(-1))).toEqual(['not-verified', 'the verifier ended early']);
  });

  it.each([1, 50, 200, 400, 800, 1_200])('after %i ms, has passed or said nothing', async (ms) => {
    const [outcome, detail] = await lookWith(killedAfter(ms));
    if (outcome !== 'passed') expect([outcome, detail]).toEqual(['not-verified', 'the verifier ended early']);
  });
});

describe('its process', () => {
  const entry = fileURLToPath(new URL('../../../src/adapters/pact/verifier-entry.ts', import.meta.url));
  const spend = (code: string) => {
    const before = `data:text/javascript,${encodeURIComponent(code)}`;
    return fork(entry, [], {
      execArgv: ['--max-old-space-size=256', '--import', before],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
  };

  it('ends and says so when it needs more memory than it may have', async () => {
    const child = spend('globalThis.kept = Buffer.alloc(600 * 1024 * 1024, 1);');
    const told: unknown[] = [];
    child.on('message', (message) => told.push(message));
    await new Promise((resolve) => child.once('close', resolve));
    expect(told).toEqual([{ results: null, tooLarge: true }]);
    expect(child.signalCode).toBe('SIGKILL');
  }, 20_000);

  it('ends when its heap is full', async () => {
    const child = spend(
      'const kept = []; setTimeout(() => { for (;;) kept.push({ a: [kept.length] }); }, 500);',
    );
    child.stdout?.resume();
    child.stderr?.resume();
    await new Promise((resolve) => child.once('close', resolve));
    expect(child.exitCode).not.toBe(0);
  }, 30_000);
});
