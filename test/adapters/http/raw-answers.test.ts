import { createServer, type Socket } from 'node:net';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedDispatcher } from '../../../src/adapters/http/guarded-dispatcher.ts';
import { type GuardedResult, guardedFetch } from '../../../src/adapters/http/guarded-fetch.ts';
import { callOf, lookPlan, partnerOpener } from '../look-plan.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A server that writes what it is told to, byte for byte, once a request has come. */
async function raw(write: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => write(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function get(url: string, method = 'GET', timeoutMs = 1_000): Promise<GuardedResult> {
  const dispatcher = guardedDispatcher({ allowPrivate: true, timeoutMs });
  open.push({ close: () => dispatcher.destroy() });
  return guardedFetch(
    dispatcher,
    { method, url: new URL(url), headers: {} },
    { timeoutMs, maxBytes: 100_000 },
  );
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
/** Writes a piece every few ms until nobody listens. */
const drip = (head: string, piece: string | Buffer) => (socket: Socket) => {
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), 5);
  socket.on('close', () => clearInterval(timer));
};

describe('an answer that is none', () => {
  it.each<[string, (socket: Socket) => void, string, string]>([
    ['another protocol', (s) => s.write('SSH-2.0-OpenSSH_9.6\r\n'), 'truncated', 'the answer is not HTTP'],
    ['binary', (s) => s.write(Buffer.from([0, 1, 2, 255, 21, 3])), 'truncated', 'the answer is not HTTP'],
    ['a web page alone', (s) => s.end('<html>hello</html>'), 'truncated', 'the answer is not HTTP'],
    ['a TLS alert', (s) => s.end(Buffer.from([21, 3, 1, 0, 2, 2, 80])), 'truncated', 'the answer is not HTTP'],
    ['nothing', (s) => s.end(), 'reset', 'the connection was closed without an answer'],
    ['a reset', (s) => s.resetAndDestroy(), 'reset', 'the connection was closed without an answer'],
    ['half a status line', (s) => s.end('HTTP/1.1 20'), 'reset', 'the connection was closed without an answer'],
    ['half the headers', (s) => s.end(`${HEAD}content-le`), 'reset', 'the connection was closed without an answer'],
    ['half a body', (s) => s.end(`${HEAD}content-length: 9\r\n\r\n{"a"`), 'truncated', 'the answer broke off'],
    ['half a chunk', (s) => s.end(`${HEAD}transfer-encoding: chunked\r\n\r\n9\r\n{"a"`), 'truncated', 'the answer broke off'],
    ['no last chunk', (s) => s.end(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`), 'truncated', 'the answer broke off'],
    ['a chunk of no size', (s) => s.write(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`), 'truncated', 'the answer breaks the rules of HTTP'],
    ['two lengths', (s) => s.write(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`), 'truncated', 'the body is not as long as was said'],
    ['a length and chunks', (s) => s.write(`${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`), 'truncated', 'the body is not as long as was said'],
    ['a length below zero', (s) => s.write(`${HEAD}content-length: -1\r\n\r\n{}`), 'truncated', 'the answer is not HTTP'],
    ['too long a length', (s) => s.write(`${HEAD}content-length: 9\r\n\r\n{}`), 'timeout', 'no whole answer in 1 s'],
    ['headers without end', drip(HEAD, `x-more: ${'and more'.repeat(100)}\r\n`), 'too-large', 'the headers are too large'],
    ['a status line without end', drip('HTTP/1.1 200 ', 'O'.repeat(1_000)), 'timeout', 'no answer in 1 s'],
    ['hints without end', drip('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 'timeout', 'no answer in 1 s'],
    ['a body that drips', drip(`${HEAD}content-length: 99999\r\n\r\n`, ' '), 'timeout', 'no whole answer in 1 s'],
    ['chunks that drip', drip(`${HEAD}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'), 'timeout', 'no whole answer in 1 s'],
    ['a chunk extension without end', drip(`${HEAD}transfer-encoding: chunked\r\n\r\n2;`, 'x'.repeat(1_000)), 'timeout', 'no whole answer in 1 s'],
    ['trailers without end', drip(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n`, 'x-more: and more\r\n'), 'timeout', 'no whole answer in 1 s'],
    ['broken gzip', (s) => s.end(`${HEAD}content-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd`), 'truncated', 'the content encoding is broken'],
    ['half of gzip', (s) => {
      const half = gzipSync(Buffer.from('{"a":"bcdefghijklmnop"}')).subarray(0, 20);
      s.write(`${HEAD}content-encoding: gzip\r\ncontent-length: 20\r\n\r\n`);
      s.end(half);
    }, 'truncated', 'the content encoding is broken'],
    ['an unknown encoding', (s) => s.end(`${HEAD}content-encoding: lzma\r\ncontent-length: 2\r\n\r\n{}`), 'truncated', 'the content encoding is not known'],
    ['encodings upon encodings', (s) => s.end(`${HEAD}content-encoding: gzip, gzip, gzip, gzip\r\ncontent-length: 2\r\n\r\n{}`), 'truncated', 'the content encoding is not known'],
    ['gzip without end', drip(`${HEAD}content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n`, Buffer.concat([Buffer.from('14\r\n'), gzipSync(''), Buffer.from('\r\n')])), 'timeout', 'no whole answer in 1 s'],
  ])('because it is %s, ends in its class', async (_, write, failureClass, detail) => {
    const begun = performance.now();
    const result = await get(await raw(write));
    expect(result).toMatchObject({ ok: false, failure: { class: failureClass, detail } });
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(result.timing?.total).toBeGreaterThan(0);
  }); // biome-ignore format: a table

  it('keeps no memory of what drips', async () => {
    const url = await raw(drip(`${HEAD}transfer-encoding: chunked\r\n\r\n2;`, 'x'.repeat(200_000)));
    const before = process.memoryUsage().rss;
    await get(url, 'GET', 1_500);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it('may still be one', async () => {
    const cases: [(socket: Socket) => void, string?][] = [
      [(s) => s.end(`${HEAD}\r\n{}`)],
      [(s) => s.end(`${HEAD}content-encoding: gzip\r\ncontent-length: 0\r\n\r\n`)],
      [(s) => s.end(`${HEAD}content-encoding: gzip\r\ncontent-length: 40\r\n\r\n`), 'HEAD'],
      [(s) => s.end('HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n')],
      [
        (s) => {
          const body = deflateRawSync(Buffer.from('{}'));
          s.write(`${HEAD}content-encoding: deflate\r\ncontent-length: ${body.length}\r\n\r\n`);
          s.end(body);
        },
      ],
    ];
    for (const [write, method] of cases)
      expect(await get(await raw(write), method)).toMatchObject({ ok: true });
  });
});

describe('a partner that answers with', () => {
  async function exchangeOf(body: Buffer | string, status = '200 OK') {
    const bytes = Buffer.from(body as string);
    const url = await raw((s) => {
      s.write(
        `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`,
      );
      s.end(bytes);
    });
    const client = partnerOpener()(lookPlan({ url, limits: { timeoutMs: 1_000 } }));
    open.push(client);
    return client.call(callOf('/items/1'));
  }

  it('a byte order mark is read, and the verifier gets none', async () => {
    const answer = await exchangeOf('\uFEFF{"a":1}');
    expect(answer).toMatchObject({
      exchange: { failure: null, response: { body: { a: 1 }, unreadable: false } },
    });
    expect(answer.sent && Buffer.from(answer.body).toString()).toBe('{"a":1}');
  });

  it.each([
    ['{"a":1,"a":2}', 'a member of the JSON is there twice'],
    ['{"a":NaN}', 'the JSON holds NaN or Infinity'],
    ['{"name":"Jane', 'the JSON ends too early'],
  ])('%s is not verified', async (body, detail) => {
    const answer = await exchangeOf(body);
    expect(answer).toMatchObject({ exchange: { failure: { class: 'truncated', detail } } });
    expect(JSON.stringify(answer.sent && answer.exchange)).not.toContain('Jane');
  });

  it('a fault of its own keeps that, whatever it writes', async () => {
    const answer = await exchangeOf('{"a":NaN}', '500 Oops');
    expect(answer).toMatchObject({
      exchange: { failure: null, response: { status: 500, unreadable: true } },
    });
  });
});
