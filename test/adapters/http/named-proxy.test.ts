import { execFile } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LookUp } from '../../../src/adapters/http/guarded-connector.ts';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import { type GuardedResult, guardedFetch } from '../../../src/adapters/http/guarded-fetch.ts';
import { type NamedProxy, namedProxy, proxyNote } from '../../../src/adapters/http/named-proxy.ts';
import { createAuthority } from '../../tls/certificates.ts';
import { startSecure } from '../../tls/https-server.ts';
import { trust } from '../../tls/trust.ts';
import { json, startServer } from '../loopback-server.ts';

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

/** An HTTP proxy whose tunnels all end at one port of this machine. */
async function proxyTo(
  port: number,
  status = '200 OK',
): Promise<{ proxy: NamedProxy; asked: string[]; url: string }> {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      asked.push(head.toString('latin1'));
      socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
      if (!status.startsWith('200')) return socket.end();
      const onward = connect(port, '127.0.0.1');
      sockets.push(onward);
      onward.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  const at = server.address() as { port: number };
  const url = `http://shop:p%40ss@127.0.0.1:${at.port}`;
  return { proxy: namedProxy({ FOREWARN_PROXY: url }) as NamedProxy, asked, url };
}

async function get(
  url: string,
  guarding: { proxy: NamedProxy | null; lookUp?: LookUp; allowPrivate?: boolean },
): Promise<GuardedResult> {
  const dispatcher = guardedDispatcher({ allowPrivate: false, timeoutMs: 2_000, ...guarding });
  open.push({ close: () => dispatcher.destroy() });
  const limits = { timeoutMs: 2_000, maxBytes: 1_000 };
  return guardedFetch(dispatcher, { method: 'GET', url: new URL(url), headers: {} }, limits);
}

const resolves =
  (address: string): LookUp =>
  async () => [{ address, family: 4 }];

async function partner(): Promise<{ port: number }> {
  const identity = authority.issue({ hosts: ['api.partner.example'] });
  const server = await startSecure({ identity });
  open.push(server);
  return server;
}

describe('a proxy that was named on purpose', () => {
  it('gets the name of a partner with TLS, which proves it', async () => {
    const { proxy, asked } = await proxyTo((await partner()).port);
    const result = await get('https://api.partner.example/', { proxy, lookUp: resolves('8.8.8.8') });
    expect(result).toMatchObject({ ok: true, answer: { status: 200 }, certificate: expect.any(Object) });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^CONNECT api\.partner\.example:443 HTTP\/1\.1\r\n/);
    const secret = Buffer.from('shop:p@ss').toString('base64');
    expect(asked[0]).toContain(`: Basic ${secret}\r\n`);
    expect(result.timing).toMatchObject({ dns: expect.any(Number), tls: expect.any(Number) });
  });

  it('is not believed where it leads elsewhere', async () => {
    const other = await startSecure({ identity: authority.issue({ hosts: ['wiki.shop.example'] }) });
    open.push(other);
    const { proxy } = await proxyTo(other.port);
    const result = await get('https://api.partner.example/', { proxy, lookUp: resolves('8.8.8.8') });
    expect(result).toMatchObject({ failure: { class: 'tls' } });
    expect(other.received).toHaveLength(0);
  });

  it('gets the address that was checked where there is no TLS', async () => {
    const plain = await startServer((_, response) => json(response, 200, {}));
    open.push(plain);
    const { proxy, asked } = await proxyTo(Number(new URL(plain.url).port));
    const url = 'http://api.partner.example:8080/';
    expect(await get(url, { proxy, lookUp: resolves('8.8.8.8') })).toMatchObject({ ok: true });
    expect(await get(url, { proxy, lookUp: resolves('2606:4700::1111') })).toMatchObject({ ok: true });
    expect(asked.map((head) => head.split(' ')[1])).toEqual(['8.8.8.8:8080', '[2606:4700::1111]:8080']);
    expect(plain.received[0]?.headers.host).toBe('api.partner.example:8080');
    expect(plain.received[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  it('is never asked for an address that may not be called', async () => {
    const { proxy, asked } = await proxyTo(1);
    const lookUp = resolves('10.0.0.1');
    const urls = [
      'http://api.partner.example/',
      'https://api.partner.example/',
      'http://169.254.169.254/',
      'https://[::1]/',
    ];
    for (const url of urls)
      expect(await get(url, { proxy, lookUp })).toMatchObject({ failure: { class: 'address-refused' } });
    expect(asked).toEqual([]);
  });

  it('is left aside for private addresses that were allowed', async () => {
    const plain = await startServer((_, response) => json(response, 200, {}));
    open.push(plain);
    const { proxy, asked } = await proxyTo(1);
    expect(await get(plain.url, { proxy, allowPrivate: true })).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
  });

  it.each([
    ['407 Proxy Authentication Required', 'intercepted', 'the proxy of FOREWARN_PROXY answered HTTP 407'],
    ['502 Bad Gateway', 'intercepted', 'the proxy of FOREWARN_PROXY answered HTTP 502'],
  ])('that answers %s is no fault of the partner', async (status, failureClass, detail) => {
    const { proxy } = await proxyTo(1, status);
    expect(await get('https://api.partner.example/', { proxy, lookUp: resolves('8.8.8.8') })).toMatchObject({
      failure: { class: failureClass, detail },
    });
  });

  it('that is not there is said to be', async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const proxy = namedProxy({ FOREWARN_PROXY: gone.url });
    expect(await get('https://api.partner.example/', { proxy, lookUp: resolves('8.8.8.8') })).toMatchObject({
      failure: { class: 'connect', detail: 'the proxy of FOREWARN_PROXY cannot be reached' },
    });
  });

  it.each([
    'https://proxy.example',
    'proxy.example:3128',
    'http://u:secret@proxy.example/path',
    'socks5://u:secret@x',
  ])('is not %s', (written) => {
    const read = (): unknown => namedProxy({ FOREWARN_PROXY: written });
    expect(read).toThrowError(expect.objectContaining({ code: 'config' }));
    expect(read).not.toThrowError(/secret/);
  });
});

describe('proxies of the environment', () => {
  const CALL = `
    const { guardedDispatcher } = await import('./src/adapters/http/guarded-dispatcher.ts');
    const { guardedFetch } = await import('./src/adapters/http/guarded-fetch.ts');
    const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs: 2000 });
    const request = { method: 'GET', url: new URL(process.argv[1]), headers: {} };
    console.log(JSON.stringify(await guardedFetch(dispatcher, request, { timeoutMs: 2000, maxBytes: 1000 })));
    await dispatcher.destroy();`;
  const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];

  it('are not used, whatever Node is told', async () => {
    const { asked, url } = await proxyTo(1);
    const plain = await startServer((_, response) => json(response, 200, {}));
    open.push(plain);
    const env = Object.fromEntries(VARIABLES.map((name) => [name, url]));
    const child = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', CALL, plain.url],
      {
        env: { ...process.env, ...env, NO_PROXY: '', NODE_USE_ENV_PROXY: '1' },
        cwd: new URL('../../..', import.meta.url),
      },
    );
    expect(JSON.parse(child.stdout)).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(plain.received).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('are spoken of by name, and a proxy that is used', () => {
    const secret = 'http://u:secret@proxy.example:1';
    expect(proxyNote({})).toBeNull();
    expect(proxyNote({ HTTPS_PROXY: '', NO_PROXY: '*' })).toBeNull();
    expect(proxyNote({ HTTPS_PROXY: secret, NO_PROXY: '*' })).toMatch(/^HTTPS_PROXY is set and not used/);
    expect(proxyNote({ HTTPS_PROXY: secret, http_proxy: secret })).toMatch(
      /^HTTPS_PROXY, http_proxy are set/,
    );
    expect(proxyNote({ HTTPS_PROXY: secret, FOREWARN_PROXY: secret })).toMatch(/go through the proxy/);
    expect(proxyNote({ HTTPS_PROXY: secret, FOREWARN_PROXY: secret })).not.toContain('secret');
  });
});
