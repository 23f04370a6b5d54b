import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStatusPageSource } from '../../../src/adapters/http/status-page-source.ts';

const GOOD = JSON.stringify({ status: { indicator: 'critical', description: 'Down' }, incidents: [] });

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const read = (
  addresses: string[],
  more: { allowPrivate?: boolean; etag?: string; timeoutMs?: number } = {},
) =>
  createStatusPageSource().read({
    addresses,
    known: more.etag ? { etag: more.etag, lastModified: null } : null,
    now: Date.parse('2026-11-20T12:00:00Z'),
    allowPrivate: more.allowPrivate ?? true,
    timeoutMs: more.timeoutMs ?? 4000,
  });

const json =
  (body: string): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end(body);

describe('reading a status page', () => {
  it('tries one address after the other until one is readable', async () => {
    const { url, asked } = await serve((request, response) =>
      request.url === '/index.json' ? json(GOOD)(request, response) : response.writeHead(404).end('no'),
    );
    const got = await read([`${url}/api/v2/summary.json`, `${url}/index.json`, `${url}/more`]);
    expect(got).toMatchObject({ ok: true, address: `${url}/index.json`, reading: { state: 'major-outage' } });
    expect(asked).toEqual(['/api/v2/summary.json', '/index.json']);
  });

  it('asks whether it changed where it was read before', async () => {
    const { url } = await serve((request, response) =>
      request.headers['if-none-match'] === '"1"'
        ? response.writeHead(304).end()
        : json(GOOD)(request, response),
    );
    expect(await read([`${url}/s.json`])).toMatchObject({ ok: true, validators: { etag: '"1"' } });
    expect(await read([`${url}/s.json`], { etag: '"1"' })).toEqual({ ok: true, same: true });
  });

  it.each<[string, Answer, string]>([
    [
      'a web page',
      (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>Major outage</html>'),
      'document-unreadable',
    ],
    ['other JSON', json('{"indicator":"critical"}'), 'document-unreadable'],
    ['broken JSON', json(`${GOOD.slice(0, -1)}`), 'truncated'],
    ['a member twice', json('{"status":{"indicator":"critical","indicator":"none"}}'), 'truncated'],
    ['JSON that is nested too deep', json(`${'['.repeat(5000)}${']'.repeat(5000)}`), 'too-large'],
    ['too much', json(`{"status":{"indicator":"critical"},"x":"${'x'.repeat(1_100_000)}"}`), 'too-large'],
    [
      'too much once it is unpacked',
      (_q, r) =>
        r
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(`{"status":{"indicator":"critical"},"x":"${' '.repeat(30_000_000)}"}`)),
      'too-large',
    ],
    ['an error', (_q, r) => r.writeHead(500).end(GOOD), 'document-unreadable'],
    [
      'a redirect to a private address',
      (_q, r) => r.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
      'address-refused',
    ],
    [
      'a redirect to another origin',
      (_q, r) => r.writeHead(302, { location: 'http://10.0.0.7/status.json' }).end(),
      'redirect-refused',
    ],
    [
      'a redirect in a circle',
      (q, r) => r.writeHead(302, { location: q.url ?? '/' }).end(),
      'redirect-refused',
    ],
  ])('%s is not read, and is no trouble', async (_what, answer, why) => {
    const { url } = await serve(answer);
    expect(await read([`${url}/status.json`])).toMatchObject({ ok: false, failure: { class: why } });
  });

  it('gives up in time where nothing comes', async () => {
    const { url, asked } = await serve(() => undefined);
    const got = await read([`${url}/a.json`, `${url}/b.json`], { timeoutMs: 300 });
    expect(got).toMatchObject({ ok: false, failure: { class: 'timeout' } });
    expect(asked).toEqual(['/a.json']);
  });

  it('goes to no private address unless that is allowed', async () => {
    const { url, asked } = await serve(json(GOOD));
    expect(await read([`${url}/s.json`], { allowPrivate: false })).toMatchObject({
      ok: false,
      failure: { class: 'address-refused' },
    });
    expect(asked).toEqual([]);
  });
});
