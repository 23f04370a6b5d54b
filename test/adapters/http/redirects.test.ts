import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { followRedirects } from '../../../src/adapters/http/follow-redirects.ts';
import type { LookUp } from '../../../src/adapters/http/guarded-connector.ts';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import type { GuardedResult } from '../../../src/adapters/http/guarded-fetch.ts';
import { createAuthority } from '../../tls/certificates.ts';
import { type SecureServer, startSecure } from '../../tls/https-server.ts';
import { trust } from '../../tls/trust.ts';
import { type LoopbackServer, startServer } from '../loopback-server.ts';

const authority = createAuthority();
let forget = () => {};
beforeAll(() => {
  forget = trust(authority);
});
afterAll(() => forget());

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A server with TLS that redirects as `to` says, by path; else answers. */
async function secure(to: (path: string) => string | undefined = () => undefined): Promise<SecureServer> {
  const server = await startSecure({
    identity: authority.issue({ hosts: ['127.0.0.1', 'localhost', 'api.partner.example'] }),
    answer: ({ url }) => {
      const location = to(url);
      return location === undefined ? {} : { status: 307, headers: { location } };
    },
  });
  open.push(server);
  return server;
}

async function plain(location: (path: string) => string | undefined): Promise<LoopbackServer> {
  const server = await startServer((request, response) => {
    const to = location(request.url);
    response.writeHead(to === undefined ? 200 : 302, to === undefined ? {} : { location: to }).end('{}');
  });
  open.push(server);
  return server;
}

async function get(url: string, lookUp?: LookUp): Promise<GuardedResult> {
  const dispatcher = guardedDispatcher({
    allowPrivate: true,
    timeoutMs: 2_000,
    ...(lookUp ? { lookUp } : {}),
  });
  open.push({ close: () => dispatcher.destroy() });
  const headers = { accept: 'application/json', 'if-none-match': '"1"' };
  return followRedirects(dispatcher, new URL(url), headers, { timeoutMs: 2_000, maxBytes: 1_000 });
}

const refused = (detail: string) => ({ ok: false, failure: { class: 'redirect-refused', detail } });

describe('a redirect of a document', () => {
  it('is followed from https to https, without what belongs to the first origin', async () => {
    const target = await secure();
    const { url, received } = await secure(() => `https://user:word@localhost:${target.port}/next#part`);
    expect(await get(`${url}/a`)).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(received[0]?.headers['if-none-match']).toBe('"1"');
    expect(target.received).toMatchObject([{ url: '/next', host: `localhost:${target.port}` }]);
    expect(target.received[0]?.headers).not.toHaveProperty('if-none-match');
    expect(target.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('is followed on the same origin, and from http up to https on the same host', async () => {
    const { url } = await plain((path) => (path === '/a' ? '/b' : undefined));
    expect(await get(`${url}/a`)).toMatchObject({ ok: true });
    const target = await secure();
    const up = await plain(() => `${target.url}/x`);
    expect(await get(up.url)).toMatchObject({ ok: true });
    expect(target.received).toHaveLength(1);
  });

  it('is not followed down, nor from http to another origin', async () => {
    const target = await plain(() => undefined);
    const down = await secure(() => target.url);
    expect(await get(down.url)).toMatchObject(refused('a redirect from https to http'));
    const away = await plain(() => target.url);
    expect(await get(away.url)).toMatchObject(refused('a redirect to another origin, from http'));
    const elsewhere = await secure();
    const up = await plain(() => `https://localhost:${elsewhere.port}/`);
    expect(await get(up.url)).toMatchObject(refused('a redirect to another origin, from http'));
    expect([target.received, elsewhere.received]).toEqual([[], []]);
  });

  it.each([
    'file:///etc/passwd',
    'data:application/json,{}',
    'ftp://127.0.0.1/',
    'http://[::1',
    'javascript:1',
  ])('is not followed to %s', async (location) => {
    const { url } = await plain(() => location);
    expect(await get(url)).toMatchObject(refused('a redirect to no web address'));
  });

  it('that leads back is refused at once, and so is one too many', async () => {
    const round = await plain((path) => (path === '/a' ? '/b' : '/a#x'));
    expect(await get(`${round.url}/a`)).toMatchObject(refused('a redirect that leads back'));
    expect(round.received.map(({ url }) => url)).toEqual(['/a', '/b']);
    const on = await plain((path) => `${path}x`);
    expect(await get(`${on.url}/a`)).toMatchObject(refused('more than 3 redirects'));
    expect(on.received).toHaveLength(4);
  });

  it.each([
    'https://169.254.169.254/',
    'https://2852039166/',
    'https://[fe80::1]/',
    'https://[::ffff:a9fe:a9fe]/',
  ])('is guarded at each hop: %s', async (location) => {
    const { url } = await secure(() => location);
    expect(await get(url)).toMatchObject({
      failure: { class: 'address-refused', detail: expect.stringContaining('link-local') },
    });
  });

  it('is guarded at each hop where the next one is a name', async () => {
    const { port } = await secure((path) =>
      path === '/a' ? `https://meta.partner.example:${port}/` : undefined,
    );
    const asked: string[] = [];
    const lookUp: LookUp = async (hostname) => {
      asked.push(hostname);
      return [{ address: hostname === 'api.partner.example' ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    expect(await get(`https://api.partner.example:${port}/a`, lookUp)).toMatchObject({
      failure: { class: 'address-refused', detail: 'link-local address' },
    });
    expect(asked).toEqual(['api.partner.example', 'meta.partner.example']);
  });

  it('has one time limit for all hops', async () => {
    const slow = await startServer((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 900);
    });
    open.push(slow);
    const begun = performance.now();
    expect(await get(`${slow.url}/a`)).toMatchObject({ failure: { class: 'timeout' } });
    expect(performance.now() - begun).toBeLessThan(3_500);
  });
});
