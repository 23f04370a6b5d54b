import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { startBroker } from '../adapters/broker/stand-in-broker.ts';
import { json, startServer } from '../adapters/loopback-server.ts';
import { OURS, openWorld, THEIRS, world } from './our-side-world.ts';

describe('a partner that uses our own API', () => {
  it('finds its pact fitting our document: 0', async () => {
    const check = world(['id', 'address']);
    const { code, out } = await check('--offline');
    expect(code).toBe(0);
    expect(out).toContain('✓ parcel-post ours agrees with what was agreed');
    expect(out).toContain('their pacts: as agreed');
  });

  it('needs a field that our document lacks: 1, and ours to mend', async () => {
    const check = world(['id']);
    const { code, out } = await check('--offline', '--format', 'json');
    expect(code).toBe(1);
    const { checks, findings } = JSON.parse(out);
    expect(checks.map((one: JsonObject) => [one.environment, one.verdict])).toEqual([
      [null, 'agrees'],
      ['ours', 'drifts'],
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        environment: 'ours',
        source: 'pacts',
        cell: 'ours-to-mend',
        effect: 'breaks',
        usageGrade: 'pact',
        subject: 'GET /orders/{} response 200 application/json /address',
        affects: [expect.objectContaining({ pact: 'parcel-post--shop' })],
      }),
    ]);
  });

  it('is told so in words: whom it breaks, and whose step it is', async () => {
    const { out } = await world(['id'])('--offline');
    expect(out).toContain('breaks them');
    expect(out).toContain('we mend our API, or agree on it with them');
    expect(out).not.toContain('breaks us');
    expect(out).toContain('their pacts: different');
  });

  it('is not told by itself: the notice is ours', async () => {
    const lines = `${OURS}
contacts:
  ours: [{ email: api@shop.example }]
  theirs: [{ email: api@parcel-post.example }]
  theirs-send: auto`;
    const server = await startServer((_request, response) => json(response, 200, { id: 'O-2' }));
    onTestFinished(() => server.close());
    const live = lines.replace('shop.json }', `shop.json, environments: { staging: ${server.url} } }`);
    const { check, cwd } = openWorld(['id'], { lines: live });
    const state = ['--allow-private', '--env', 'ours:staging', '--state', '.forewarn', '--format', 'json'];
    const { findings } = JSON.parse((await check(...state)).out);
    expect(findings).toContainEqual(expect.objectContaining({ state: 'confirmed', change: 'PARCEL-POST-1' }));
    const again = JSON.parse((await check(...state)).out);
    expect(again.findings).toContainEqual(expect.objectContaining({ change: 'PARCEL-POST-1' }));
    const mails = readdirSync(join(cwd, '.forewarn', 'mailbox'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(cwd, '.forewarn', 'mailbox', name))
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file, 'utf8'));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: .*api@shop\.example/im);
    const text = (mails[0] ?? '').replaceAll('=\n', '').replaceAll('=\r\n', '');
    expect(text).toContain('Subject: [PARCEL-POST-1] Parcel Post: our API does not fit their pact');
    expect(text).toContain('Parcel Post uses our API, and its pact with us does not fit it.');
    expect(text).toContain('We mend our API, or agree on it with them.');
  }, 60_000);

  it('has its pacts at the broker, as a consumer of ours', async () => {
    const version = { consumer: 'parcel-post', number: '4.0.0', branch: 'main', pact: THEIRS };
    const broker = await startBroker({ provider: 'shop', token: 'token', versions: [version] });
    onTestFinished(() => broker.close());
    broker.results.push({ path: '/pacts/provider/shop/consumer/parcel-post', body: { success: true } });
    const lines = `${OURS}
broker: { url: ${broker.url}, auth: { bearer: { secret: broker/token } }, provider: parcel-post, publish: true }`;
    const check = world(['id'], { lines, pact: false });
    const { out } = await check('--allow-private', '--env', 'ours', '--format', 'json');
    expect(JSON.parse(out).checks).toEqual([expect.objectContaining({ environment: 'ours' })]);
    const asked = broker.received.find(({ method }) => method === 'POST');
    expect(asked?.url).toBe('/pacts/provider/shop/for-verification');
    expect(JSON.parse(asked?.body ?? '').consumerVersionSelectors).toContainEqual({
      mainBranch: true,
      consumer: 'parcel-post',
    });
    expect(broker.results).toHaveLength(1);
  });
});

describe('our own environment', () => {
  const open = async (order: JsonObject) => {
    const server = await startServer((_request, response) => json(response, 200, order));
    onTestFinished(() => server.close());
    return server;
  };
  const lines = (url: string) =>
    `ours: { openapi: ../../openapi/shop.json, environments: { staging: ${url} } }`;

  it('is asked what the pact of the partner asks, and agrees', async () => {
    const { url, received } = await open({ id: 'O-2', address: '2 Main Street' });
    const check = world(['id', 'address'], { lines: lines(url) });
    const { code, out } = await check('--allow-private', '--format', 'json', '--env', 'ours:staging');
    expect(JSON.parse(out).checks).toEqual([
      expect.objectContaining({
        environment: 'ours:staging',
        verdict: 'agrees',
        sources: { documents: 'not-configured', live: 'agrees', pacts: 'agrees', headers: 'agrees' },
      }),
    ]);
    expect(code).toBe(0);
    expect(received.map(({ method, url: path }) => `${method} ${path}`)).toEqual(['GET /orders/O-1']);
  }, 30_000);

  it('answers otherwise than our document says: ours to mend', async () => {
    const { url } = await open({ id: 'O-2' });
    const check = world(['id', 'address'], { lines: lines(url) });
    const { code, out } = await check('--allow-private', '--format', 'json', '--env', 'ours:staging');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out);
    expect(new Set(findings.map(({ cell }: JsonObject) => cell))).toEqual(new Set(['ours-to-mend']));
    expect(findings).toContainEqual(expect.objectContaining({ source: 'live', effect: 'breaks' }));
  }, 30_000);

  it('does what our document does not say: ours to write down, and nothing fails', async () => {
    const { url } = await open({ id: 'O-2', address: '2 Main Street' });
    const check = world(['id'], { lines: lines(url) });
    const { out } = await check('--allow-private', '--format', 'json', '--env', 'ours:staging');
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ cell: 'ours-undocumented', effect: 'may-break' }),
    );
  }, 30_000);

  it('is down: not verified, never drift', async () => {
    const check = world(['id', 'address'], { lines: lines('http://127.0.0.1:1') });
    const { code, out } = await check('--allow-private', '--format', 'json', '--env', 'ours:staging');
    expect({ code, findings: JSON.parse(out).findings }).toEqual({ code: 3, findings: [] });
  }, 30_000);
});

describe('an agreement that says it otherwise than its pacts', () => {
  it.each([
    ['a pact with us as provider, and no `ours`', { lines: '' }, 'name our own document'],
    [
      '`ours`, and no pact with us as provider',
      { pact: false },
      'put the pacts of the partner among `pacts`',
    ],
    [
      'our document is not there',
      { lines: 'ours: { openapi: ../../openapi/none.json }' },
      'openapi/none.json',
    ],
  ])('%s: 2', async (_, on, fix) => {
    const { code, err } = await world(['id'], on)('--offline');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(fix) });
  });
});
