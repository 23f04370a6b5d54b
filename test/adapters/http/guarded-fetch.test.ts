import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetchText } from '../../../src/adapters/http/fetch-text.ts';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import { type GuardedResult, guardedFetch } from '../../../src/adapters/http/guarded-fetch.ts';
import { type LoopbackServer, startServer } from '../loopback-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

async function get(
  url: string,
  limits: { timeoutMs?: number; maxBytes?: number; allowPrivate?: boolean } = {},
): Promise<GuardedResult> {
  const { timeoutMs = 2000, maxBytes = 100_000, allowPrivate = true } = limits;
  const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs });
  open.push({ close: () => dispatcher.destroy() });
  return guardedFetch(dispatcher, { method: 'GET', url: new URL(url), headers: {} }, { timeoutMs, maxBytes });
}

function failureClass(result: GuardedResult): string {
  return result.ok ? 'ok' : result.failure.class;
}

describe('a guarded request', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip, br', (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
  ])('undoes %s', async (encoding, compress) => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(compress(Buffer.from('{"a":1}')));
    });
    const result = await get(url);
    expect(result.ok && result.answer.body.toString()).toBe('{"a":1}');
    expect(result.ok && result.answer.headers['content-encoding']).toBeUndefined();
  });

  it('stops a small answer that unpacks to a large one', async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(5_000_000)));
    });
    expect(failureClass(await get(url))).toBe('too-large');
  });

  it('stops an endless answer', async () => {
    const { url } = await server((_, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(20_000), () => setImmediate(more));
      };
      more();
    });
    expect(failureClass(await get(url))).toBe('too-large');
  });

  it('calls a silent partner a time-out', async () => {
    const { url } = await server(() => undefined);
    expect(await get(url, { timeoutMs: 150 })).toMatchObject({
      ok: false,
      failure: { class: 'timeout', detail: 'no answer in 150 ms' },
    });
  });

  it('calls a body that never ends a time-out', async () => {
    const { url } = await server((_, response) => {
      response.write('{');
    });
    expect(failureClass(await get(url, { timeoutMs: 200 }))).toBe('timeout');
  });

  it('calls a closed connection a reset', async () => {
    const { url } = await server((_, __, raw) => raw.socket.destroy());
    expect(failureClass(await get(url))).toBe('reset');
  });

  it('calls an answer that breaks off truncated', async () => {
    const { url } = await server((_, response, raw) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => raw.socket.destroy());
    });
    expect(failureClass(await get(url))).toBe('truncated');
  });

  it('calls a compressed body that is none truncated', async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('not gzip at all');
    });
    expect(failureClass(await get(url))).toBe('truncated');
  });

  it('calls a closed port a connection failure', async () => {
    const started = await startServer(() => undefined);
    await started.close();
    expect(failureClass(await get(started.url))).toBe('connect');
  });

  it('calls an unknown name a look-up failure', async () => {
    expect(failureClass(await get('http://no-such-host.invalid/'))).toBe('dns');
  });

  it('calls plain text on a TLS port a TLS failure', async () => {
    const plain = createServer((socket) => socket.resume().end('hello\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => plain.close(() => resolve())) });
    expect(failureClass(await get(`https://127.0.0.1:${(plain.address() as AddressInfo).port}/`))).toBe(
      'tls',
    );
  });

  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://2130706433',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
  ])('refuses %s before a byte is sent', async (origin) => {
    const target = await server((_, response) => response.end('secret'));
    const result = await get(`${origin}:${new URL(target.url).port}/`, { allowPrivate: false });
    expect(failureClass(result)).toBe('address-refused');
    expect(target.received).toHaveLength(0);
  });

  it('does not follow redirects', async () => {
    const { url, received } = await server((_, response) => {
      response.writeHead(302, { location: '/next' });
      response.end();
    });
    const result = await get(url);
    expect(result.ok && result.answer.status).toBe(302);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['a header of two lines', { headers: { 'x-a': 'b\r\nx-admin: 1' } }],
    ['a header that is none', { headers: { 'x a': 'b' } }],
    ['a letter that no header takes', { headers: { 'x-a': '\u2603' } }],
    ['a method that is none', { method: 'GET /' }],
  ])('that has %s is ours to mend, and is not sent', async (_, parts) => {
    const { url, received } = await server((__, response) => response.end());
    const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs: 2000 });
    open.push({ close: () => dispatcher.destroy() });
    const request = { method: 'GET', url: new URL(url), headers: {}, ...parts };
    expect(await guardedFetch(dispatcher, request, { timeoutMs: 2000, maxBytes: 10 })).toMatchObject({
      failure: { class: 'our-request', detail: 'the request cannot be written' },
    });
    expect(received).toHaveLength(0);
  });

  it('uses no proxy of the environment', async () => {
    const proxy = await server((_, response) => response.end('proxied'));
    const target = await server((_, response) => response.end('direct'));
    process.env.HTTP_PROXY = proxy.url;
    const result = await get(target.url).finally(() => delete process.env.HTTP_PROXY);
    expect(result.ok && result.answer.body.toString()).toBe('direct');
  });
});

describe('fetching the text of a document', () => {
  const fetchText = createFetchText({ allowPrivate: true, timeoutMs: 2000, maxBytes: 10_000 });

  it('follows three redirects and no fourth', async () => {
    const { url } = await server((request, response) => {
      const left = Number(request.url.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` });
      response.end('openapi: 3.1.0');
    });
    expect(await fetchText(`${url}/3`)).toBe('openapi: 3.1.0');
    await expect(fetchText(`${url}/4`)).rejects.toMatchObject({ code: 'input' });
  });

  it('guards each hop of a redirect', async () => {
    const { url, received } = await server((_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' });
      response.end();
    });
    await expect(fetchText(url)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('link-local address'),
    });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['404', 404, 'application/json', '{}'],
    ['a login page', 200, 'text/html', '<p>'],
    ['a page without a type', 200, '', ' <!DOCTYPE html><p>'],
  ])('refuses %s', async (_, status, type, body) => {
    const { url } = await server((__, response) => {
      response.writeHead(status, type ? { 'content-type': type } : {});
      response.end(body);
    });
    await expect(fetchText(url)).rejects.toMatchObject({
      code: 'input',
      fix: expect.stringContaining('document'),
    });
  });

  it('names the flag where a private address is refused', async () => {
    const guarded = createFetchText({ allowPrivate: false, timeoutMs: 500, maxBytes: 10 });
    await expect(guarded('http://127.0.0.1:1/')).rejects.toMatchObject({
      fix: expect.stringContaining('--allow-private'),
    });
    await expect(guarded('file:///etc/passwd')).rejects.toMatchObject({ code: 'input' });
  });
});
