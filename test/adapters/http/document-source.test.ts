import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createDocumentSource } from '../../../src/adapters/http/document-source.ts';
import { createQuota, type Quota } from '../../../src/adapters/http/quota.ts';
import { createMemoryQuotas } from '../../../src/adapters/http/quota-in-memory.ts';
import type { DocumentSource } from '../../../src/app/ports.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { monotonic } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(answer: Parameters<typeof startServer>[0]): Promise<LoopbackServer> {
  const started = await startServer(answer);
  open.push(started);
  return started;
}

function source(quota?: Quota): DocumentSource {
  return createDocumentSource({
    ...(quota ? { quota } : {}),
    parse: (text) => JSON.parse(text) as JsonObject,
    open: (raw) => openDocument(raw, (text) => text),
    maxBytes: 10_000,
  });
}

const ASK = { externalRefs: [], allowPrivate: true, timeoutMs: 1_500 };
const DOCUMENT = { openapi: '3.1.0', info: { title: 'T', version: '7' }, paths: {} };

describe('the source of documents', () => {
  it('asks again only whether a document has changed', async () => {
    let version = '7';
    const { url, received } = await server((request, response) => {
      if (request.headers['if-none-match'] === `"${version}"`) return response.writeHead(304).end();
      const info = { title: 'T', version };
      json(
        response,
        200,
        { ...DOCUMENT, info },
        { etag: `"${version}"`, sunset: 'soon', 'x-other': 'dropped' },
      );
    });
    const documents = source();
    const first = await documents.fetch(url, ASK);
    const second = await documents.fetch(url, ASK);
    version = '8';
    const third = await documents.fetch(url, ASK);
    expect([first, second, third].map((one) => one.ok && [one.document.docVersion, one.notModified])).toEqual(
      [
        ['7', false],
        ['7', true],
        ['8', false],
      ],
    );
    expect(second.ok && first.ok && second.document === first.document).toBe(true);
    expect(second.ok && second.headers).toMatchObject({ etag: '"7"', sunset: 'soon' });
    expect(first.ok && first.headers).not.toHaveProperty('x-other');
    expect(received).toHaveLength(3);
  });

  it('goes by the last change where there is no tag', async () => {
    const { url, received } = await server((_, response) =>
      json(response, 200, DOCUMENT, { 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' }),
    );
    const documents = source();
    await documents.fetch(url, ASK);
    await documents.fetch(url, ASK);
    expect(received[1]?.headers['if-modified-since']).toBe('Sun, 01 Nov 2026 00:00:00 GMT');
  });

  it.each<[string, string, Parameters<typeof startServer>[0]]>([
    ['404', 'document-unreadable', (_, response) => json(response, 404, {})],
    ['401', 'document-unreadable', (_, response) => json(response, 401, {})],
    ['503', 'document-unreadable', (_, response) => json(response, 503, {})],
    [
      'a login page',
      'document-unreadable',
      (_, response) => response.end('<!doctype html><title>Log in</title>'),
    ],
    ['no JSON', 'document-unreadable', (_, response) => response.end('{secret')],
    ['no OpenAPI', 'document-unreadable', (_, response) => json(response, 200, { swagger: '2.0' })],
    ['too much', 'too-large', (_, response) => response.end('x'.repeat(20_000))],
    ['a cut', 'reset', (_, __, raw) => raw.socket.destroy()],
    ['silence', 'timeout', () => undefined],
    [
      'a private place',
      'address-refused',
      (_, response) => response.writeHead(302, { location: 'http://169.254.1.1/' }).end(),
    ],
    [
      'a file',
      'redirect-refused',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    ],
    ['a circle', 'redirect-refused', (_, response) => response.writeHead(302, { location: '/' }).end()],
  ])('fails on %s with %s', async (_, failureClass, answer) => {
    const { url } = await server(answer);
    const got = await source().fetch(url, ASK);
    expect(got).toMatchObject({ ok: false, failure: { class: failureClass } });
    expect(JSON.stringify(got)).not.toContain('secret');
  });

  it('gives the parser guarded access to parts of the document', async () => {
    const { url } = await server((request, response) => {
      if (request.url === '/part') return json(response, 200, { title: 'part' });
      if (request.url === '/away') return response.writeHead(302, { location: 'http://169.254.1.1/' }).end();
      json(response, 200, { ...DOCUMENT, 'x-part': request.url });
    });
    const seen: unknown[] = [];
    const documents = createDocumentSource({
      parse: async (text, _, { externalRefs, fetchText }) => {
        const raw = JSON.parse(text) as JsonObject;
        const part = raw['x-part'] === '/1' ? '/part' : '/away';
        seen.push(externalRefs, await fetchText(`${url}${part}`));
        return raw;
      },
      open: (raw) => openDocument(raw, (text) => text),
    });
    const ask = { ...ASK, externalRefs: ['https://schemas.example'] };
    expect(await documents.fetch(`${url}/1`, ask)).toMatchObject({ ok: true });
    expect(seen).toEqual([['https://schemas.example'], '{"title":"part"}']);
    expect(await documents.fetch(`${url}/2`, ask)).toMatchObject({ failure: { class: 'address-refused' } });
  });

  it('takes its turn from the quota where the document stands beside the API', async () => {
    const { url, received } = await server((_, response) => json(response, 200, DOCUMENT));
    const documents = source(createQuota({ store: createMemoryQuotas(), monotonic }));
    const limits = { requestsPerSecond: 1000, concurrent: 1, callsPerDay: 2 };
    const counted = {
      partner: 'acme',
      limits,
      origins: [new URL(url).origin],
      deadlineMs: monotonic.now() + 5_000,
    };
    const elsewhere = { ...counted, origins: ['https://api.partner.example'] };
    for (const each of [counted, elsewhere, counted])
      expect(await documents.fetch(url, { ...ASK, counted: each })).toMatchObject({ ok: true });
    expect(await documents.fetch(url, { ...ASK, counted })).toMatchObject({
      ok: false,
      failure: { class: 'throttled', detail: "the day's calls are used up" },
    });
    expect(received).toHaveLength(3);
  });

  it('reads files, and says where there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'forewarn-test-'));
    const file = join(folder, 'api.json');
    await writeFile(file, JSON.stringify(DOCUMENT));
    expect(await source().fetch(file, ASK)).toMatchObject({ ok: true, document: { docVersion: '7' } });
    await rm(folder, { recursive: true });
    expect(await source().fetch(file, ASK)).toMatchObject({
      ok: false,
      failure: { class: 'document-unreadable' },
    });
  });
});
