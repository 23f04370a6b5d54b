import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openObserveWorld, SECURED, textOf } from './observe-world.ts';
import { runCli } from './run-cli.ts';

const PARCELS = [{ id: 'P-1', status: 'moving', weight: 900 }];

describe('observe', () => {
  it('passes calls on, with the credentials of the agreement in place of their own', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }), SECURED, {
      FOREWARN_SECRET_PARCEL_POST_TOKEN: 'canary-of-the-agreement',
    });
    const running = await world.start();
    const answer = await fetch(`${running.base}/parcels?limit=3`, {
      headers: { authorization: 'Bearer their-own', 'x-request-id': '7' },
    });
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: PARCELS });
    expect(world.arrived).toMatchObject([
      {
        method: 'GET',
        url: '/parcels?limit=3',
        headers: { authorization: 'Bearer canary-of-the-agreement', 'x-request-id': '7' },
      },
    ]);
    await running.stop();
  });

  it('leaves what was learnt in the agreement, and usage knows it', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }));
    const running = await world.start();
    await fetch(`${running.base}/parcels`);
    expect(await running.stop()).toBe(0);
    expect(running.out()).toContain('used           List parcels: GET /parcels\n');
    expect(running.out()).toContain('1 call to 1 operation of the agreed document');
    expect(running.out()).toContain('Nothing departed');
    const text = readFileSync(world.agreement, 'utf8');
    expect(text).toContain('# ours\n');
    expect(text).toContain(
      '- { operation: GET /parcels, fields: ["/*/id", "/*/status", "/*/weight"], known: recorded }',
    );
    const { out } = await runCli(['usage', 'parcel-post'], { cwd: world.cwd });
    expect(out).toMatch(/^recorded +List parcels: GET \/parcels$/m);
  });

  it('has written it before it ends, and lets a line of its own grow', async () => {
    const world = await openObserveWorld((path) => ({
      body: path.includes('full') ? PARCELS : [{ id: 'P-1' }],
    }));
    const running = await world.start();
    const lines = () => readFileSync(world.agreement, 'utf8').match(/known: recorded/g)?.length ?? 0;
    await fetch(`${running.base}/parcels`);
    await vi.waitFor(() => expect(lines()).toBe(1), 5_000);
    expect(readFileSync(world.agreement, 'utf8')).toContain('fields: ["/*/id"]');
    await fetch(`${running.base}/parcels?full=1`);
    await running.stop();
    expect(readFileSync(world.agreement, 'utf8')).toContain('fields: ["/*/id", "/*/status", "/*/weight"]');
    expect(lines()).toBe(1);
  });

  it('leaves the lines that a person wrote, and those that the agreement got meanwhile', async () => {
    const world = await openObserveWorld(
      () => ({ body: PARCELS }),
      (url) => `uses: [{ operation: listParcels, fields: ["/*/id"] }]\nenvironments: { sandbox: ${url} }\n`,
    );
    const running = await world.start();
    const before = readFileSync(world.agreement, 'utf8');
    const mine = before.replace('uses: [', 'uses: [{ operation: listDepots }, ');
    writeFileSync(world.agreement, mine);
    await fetch(`${running.base}/parcels`);
    await fetch(`${running.base}/depots`);
    await running.stop();
    expect(readFileSync(world.agreement, 'utf8')).toBe(mine);
  });

  it('tells departures as they are seen, once, and sums them up', async () => {
    const world = await openObserveWorld((path) => ({
      body: path === '/parcels' ? [{ id: 'P-1', status: 'lost', weight: 'canary-of-a-value' }] : [],
    }));
    const running = await world.start();
    await fetch(`${running.base}/parcels`);
    await fetch(`${running.base}/parcels`);
    await fetch(`${running.base}/depots`);
    await vi.waitFor(() => expect(running.out()).toContain('/depots'), 5_000);
    const asSeen = running.out().match(/^they depart .*$/gm) ?? [];
    expect(asSeen).toHaveLength(2);
    expect(asSeen.join('\n')).toMatch(/List parcels: GET \/parcels, answer 200, \/\*\/weight: .*type/);
    expect(await running.stop()).toBe(1);
    expect(running.out()).toMatch(/Answers that depart from it:\n.*\(2 times\)\n.*\(2 times\)\n/);
    expect(running.out()).not.toContain('canary-of-a-value');
  });

  it('tells what we send and the document does not have', async () => {
    const world = await openObserveWorld(() => ({ status: 201 }));
    const running = await world.start('--allow-writes');
    const body = JSON.stringify({ grams: 'canary-of-a-request' });
    await fetch(`${running.base}/parcels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await running.stop();
    expect(world.arrived[0]?.body).toBe(body);
    expect(running.out()).toMatch(/^we depart +Send a parcel: POST \/parcels, request, \/grams: /m);
    expect(running.out()).not.toContain('canary-of-a-request');
  });

  it('does not take an outage for a departure, and passes it on as it came', async () => {
    const world = await openObserveWorld(() => ({ status: 500, body: { oops: 'canary-of-an-outage' } }));
    const running = await world.start();
    const answer = await fetch(`${running.base}/parcels`);
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 500,
      body: { oops: 'canary-of-an-outage' },
    });
    expect(await running.stop()).toBe(0);
    expect(running.out()).toContain('not judged     List parcels: GET /parcels: server-error (HTTP 500)');
    expect(running.out()).not.toContain('canary-of-an-outage');
  });

  it('tells a path that the document does not have by its known words alone', async () => {
    const world = await openObserveWorld(() => ({ body: {} }));
    const running = await world.start();
    await fetch(`${running.base}/parcels/canary-of-a-path/depots`);
    await running.stop();
    expect(running.out()).toContain('GET /parcels/{}/depots is no operation');
    expect(running.out()).not.toContain('canary-of-a-path');
  });

  it('passes on nothing that may change something where the environment is read-only', async () => {
    const world = await openObserveWorld(() => ({ status: 201 }));
    const running = await world.start();
    const answer = await fetch(`${running.base}/parcels`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-forewarn-unseen')).toBe('skipped');
    await running.stop();
    expect(world.arrived).toEqual([]);
    expect(running.out()).toMatch(/Not passed on:\n {2}POST \/parcels: .*--allow-writes/);
  });

  it('says of what class a failure is where nothing came back', async () => {
    const world = await openObserveWorld(
      () => ({}),
      () => 'environments: { sandbox: http://127.0.0.1:9 }\n',
    );
    const running = await world.start();
    const answer = await fetch(`${running.base}/parcels`);
    expect({ status: answer.status, why: answer.headers.get('x-forewarn-unseen') }).toEqual({
      status: 502,
      why: 'connect',
    });
    expect(await running.stop()).toBe(0);
    expect(running.out()).toContain('not judged     List parcels: GET /parcels: connect');
  });

  it('says at once that a turn would come too late', async () => {
    const world = await openObserveWorld(
      () => ({ body: PARCELS }),
      (url) => `environments: { sandbox: ${url} }\n`,
    );
    const slow = readFileSync(world.agreement, 'utf8').replace(
      'requests-per-second: 50',
      'requests-per-second: 0.005',
    );
    writeFileSync(world.agreement, slow);
    const running = await world.start();
    await fetch(`${running.base}/parcels`);
    const answer = await fetch(`${running.base}/parcels`);
    expect({ why: answer.headers.get('x-forewarn-unseen'), text: await answer.text() }).toEqual({
      why: 'deadline',
      text: 'forewarn: its turn would come too late, by the limits of the agreement\n',
    });
    expect(world.arrived).toHaveLength(1);
  });

  it('passes on no request that is too large to be looked at', async () => {
    const world = await openObserveWorld(() => ({ status: 201 }));
    const running = await world.start('--allow-writes');
    const body = 'x'.repeat(9 * 1024 * 1024);
    const answer = await fetch(`${running.base}/parcels`, { method: 'POST', body }).catch(() => null);
    expect(answer?.status ?? 502).toBe(502);
    expect(world.arrived).toEqual([]);
  });

  it('passes on what it cannot judge: a path of nobody, a body that is no JSON', async () => {
    const world = await openObserveWorld(() => ({ headers: { 'content-type': 'application/pdf' } }));
    const running = await world.start('--env', 'sandbox');
    const [nobodys, page] = await Promise.all([
      fetch(`${running.base}/other`),
      fetch(`${running.base}/parcels`, { method: 'HEAD' }),
    ]);
    expect([nobodys.status, page.status, page.headers.get('content-type')]).toEqual([
      200,
      200,
      'application/pdf',
    ]);
  });

  it('is heard below its prefix alone, on this machine alone', async () => {
    const world = await openObserveWorld(() => ({ body: PARCELS }));
    const running = await world.start('--port', '0');
    expect(running.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    expect((await fetch(`${new URL(running.base).origin}/parcels`)).status).toBe(404);
    expect(world.arrived).toEqual([]);
  });

  it('keeps a redirect within the partner at the proxy', async () => {
    const world = await openObserveWorld((path) =>
      path === '/depots' ? { status: 302, headers: { location: `${world.url}/parcels` } } : { body: PARCELS },
    );
    const running = await world.start();
    const answer = await fetch(`${running.base}/depots`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${running.base}/parcels`);
  });

  it('stores and prints nothing secret, and no value', async () => {
    const world = await openObserveWorld(
      () => ({
        body: [{ id: 'canary-of-a-name', status: 'moving', weight: 4711_4711, depot: 'canary-of-a-field' }],
      }),
      SECURED,
      { FOREWARN_SECRET_PARCEL_POST_TOKEN: 'canary-of-the-agreement' },
    );
    const running = await world.start();
    await fetch(`${running.base}/parcels?near=canary-of-a-query`, {
      headers: { 'x-canary-header': 'canary-of-a-header' },
    });
    await running.stop();
    const files = readdirSync(world.cwd, { recursive: true, encoding: 'utf8' })
      .map((name) => join(world.cwd, name))
      .filter((path) => statSync(path).isFile());
    const everything = textOf(files) + running.out() + running.err();
    expect(everything).toContain('known: recorded');
    expect(everything).not.toMatch(/canary|47114711/);
  });
});
