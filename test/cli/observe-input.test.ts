import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openObserveWorld, SECURED } from './observe-world.ts';
import { runCli } from './run-cli.ts';

const PARCELS = [{ id: 'P-1', status: 'moving', weight: 900 }];

describe('observe with wrong input', () => {
  it('names the nearest environment', async () => {
    const world = await openObserveWorld(() => ({}));
    const running = await world.start('--environment', 'sandbx');
    await running.stop();
    expect(running.err()).toContain('parcel-post has no environment "sandbx"');
    expect(running.err()).toContain('did you mean sandbox?');
  });

  it('says that a port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((done) => taken.once('listening', done));
    const { port } = taken.address() as AddressInfo;
    const world = await openObserveWorld(() => ({}));
    const running = await world.start('--port', String(port));
    expect(await running.stop()).toBe(2);
    expect(running.err()).toContain(`port ${port} of 127.0.0.1 cannot be used (EADDRINUSE)`);
    expect(running.err()).toContain('--port');
  });

  it.each(['70000', 'x', '-1'])('refuses port %s', async (port) => {
    const world = await openObserveWorld(() => ({}));
    const running = await world.start(`--port=${port}`);
    expect(await running.stop()).toBe(2);
    expect(running.err()).toContain('--port must be a number from 0 to 65535');
  });

  it('names partners that there are', async () => {
    const world = await openObserveWorld(() => ({}));
    const { code, err } = await runCli(['observe', 'nobody'], { cwd: world.cwd });
    expect(code).toBe(2);
    expect(err).toContain('there is no agreement with nobody here');
  });

  it('says that there is no environment', async () => {
    const world = await openObserveWorld(
      () => ({}),
      () => 'uses: [listParcels]\n',
    );
    const running = await world.start();
    expect(await running.stop()).toBe(2);
    expect(running.err()).toContain('has no environment to call');
  });

  it('says which variable is missing, and answers that no call went on', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }), SECURED);
    const running = await world.start();
    expect(running.out()).toContain(
      'missing, so no call goes on: put them into FOREWARN_SECRET_PARCEL_POST_TOKEN',
    );
    const answer = await fetch(`${running.base}/parcels`);
    expect({ status: answer.status, why: answer.headers.get('x-forewarn-unseen') }).toEqual({
      status: 502,
      why: 'credentials',
    });
    expect(world.arrived).toEqual([]);
  });

  it('shows what it cannot write', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }));
    const running = await world.start();
    writeFileSync(world.agreement, '- not\n- an agreement\n');
    await fetch(`${running.base}/parcels`);
    expect(await running.stop()).toBe(2);
    expect(running.out()).toContain('Not written:\n');
    expect(running.out()).toContain('operation: GET /parcels');
    expect(running.err()).toContain('leaves no place');
  });
});
