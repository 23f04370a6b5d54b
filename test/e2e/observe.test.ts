import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ObserveWorld, openObserveWorld } from '../cli/observe-world.ts';

const MAIN = resolve('src/cli/main.ts');
const PARCELS = [{ id: 'P-1', status: 'moving', weight: 900 }];
const LINE = '- { operation: GET /parcels, fields: ["/*/id", "/*/status", "/*/weight"], known: recorded }';

/** `observe` as a process of its own, once it listens. */
async function spawned({ cwd }: ObserveWorld): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(process.execPath, [MAIN, 'observe', 'parcel-post', '--allow-private', '--port', '0'], {
    cwd,
    env: { FOREWARN_HOME: join(cwd, '.home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await vi.waitFor(() => expect(out).toContain('Ctrl-C ends it'), 30_000);
  return { child, base: /observed at (\S+)/.exec(out)?.[1] ?? '' };
}

describe('observe, as a process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s with what it learnt', async (signal) => {
    const world = await openObserveWorld(() => ({ body: PARCELS }));
    const { child, base } = await spawned(world);
    await (await fetch(`${base}/parcels`)).text();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readFileSync(world.agreement, 'utf8')).toContain(LINE);
  });

  it('has lost nothing but a moment where it is killed', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }));
    const { child, base } = await spawned(world);
    await (await fetch(`${base}/parcels`)).text();
    await vi.waitFor(() => expect(readFileSync(world.agreement, 'utf8')).toContain(LINE), 5_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(dirname(world.agreement))).toEqual(['agreement.yaml']);
  });
});
