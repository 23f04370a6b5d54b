import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { isObject, type Json } from '../../src/core/json.ts';
import { certificates } from '../../src/local/disturb/certificates.ts';
import { bytesOf, jsonAnswer, type Reply } from '../../src/local/disturb/reply.ts';
import { type Arrangement, pick } from '../../src/local/disturb/types.ts';
import { NAMES } from './depot-document.ts';
import type { Disturbance } from './disturbance.ts';
import { WITH_JSON } from './places.ts';

const all = { where: 'each', operations: NAMES, told: ['green'] } as const;
const withJson = { where: 'each', operations: WITH_JSON, told: ['green'] } as const;

const headers = (more: Record<string, string>): Arrangement => ({
  react: (_, well) => ({ ...well, headers: { ...well.headers, ...more } }),
});
const encoded = (name: string, encode: (bytes: Buffer) => Buffer): Arrangement => ({
  react: (_, well) =>
    well.body === undefined
      ? well
      : { ...well, headers: { ...well.headers, 'content-encoding': name }, body: encode(bytesOf(well.body)) },
});
const fine = (change: (body: Json) => Json): Arrangement => ({
  react: (_, well): Reply => (well.status < 300 ? { ...well, body: change(well.body as Json) } : well),
});

/** A partner that is well, in ways that must not be told as anything else. */
export const WELL: readonly Disturbance[] = [
  { name: 'as agreed', ...all, arrange: () => ({}) },
  {
    name: 'properties that nobody promised',
    ...withJson,
    arrange: () =>
      fine((body) =>
        isObject(body) ? { ...body, error: null, message: 'maintenance on Sunday', status_page: 'up' } : body,
      ),
  },
  {
    name: 'properties in another order',
    ...withJson,
    arrange: () =>
      fine((body) => (isObject(body) ? Object.fromEntries(Object.entries(body).reverse()) : body)),
  },
  {
    name: 'a content encoding',
    ...withJson,
    arrange: (random) =>
      pick(random, [
        () => encoded('gzip', gzipSync),
        () => encoded('br', brotliCompressSync),
        () => encoded('deflate', deflateSync),
      ])(),
  },
  {
    name: 'the last call of a quota',
    ...all,
    arrange: () => headers({ 'x-ratelimit-remaining': '0', 'retry-after': '60' }),
  },
  {
    name: 'an answer of a cache that fits',
    ...withJson,
    arrange: () => headers({ age: '900000', 'x-cache': 'STALE', warning: '110 - "Response is Stale"' }),
  },
  {
    name: 'another spelling of the media type',
    ...withJson,
    arrange: () => ({
      react: (_, well) => ({
        ...well,
        headers: {
          ...well.headers,
          'content-type': String(well.headers['content-type']).replace('json', 'json;charset=UTF-8'),
        },
      }),
    }),
  },
  {
    name: 'a little late',
    ...all,
    arrange: (random) => {
      const ms = random.between(1, 30);
      return {
        react: async (_, well) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          return well;
        },
      };
    },
  },
  { name: 'a connection for each answer', ...all, arrange: () => headers({ connection: 'close' }) },
  {
    name: 'an interim answer first (103)',
    ...all,
    arrange: () => ({
      react: (_, well) => (socket) => {
        const bytes = bytesOf(well.body);
        const lines = Object.entries({ ...well.headers, 'content-length': bytes.length }).map(
          ([name, value]) => `${name}: ${value}\r\n`,
        );
        socket.write('HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n');
        socket.write(
          Buffer.concat([
            Buffer.from(`HTTP/1.1 ${well.status} Fine\r\n${well.status === 204 ? '' : lines.join('')}\r\n`),
            bytes,
          ]),
        );
      },
    }),
  },
  { name: 'TLS', ...all, arrange: () => ({ tls: certificates().good }) },
  {
    name: 'words of an outage in the data',
    ...withJson,
    arrange: () =>
      fine((body) =>
        isObject(body) && 'name' in body ? { ...body, name: 'Service Unavailable Ltd' } : body,
      ),
  },
];

/** Their document, which is no API call. */
export const DOCUMENT_FAULTS: readonly { name: string; answer: Reply; told: string }[] = [
  {
    name: 'their document: a login page',
    answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' },
    told: 'document-unreadable',
  },
  { name: 'their document: 503', answer: jsonAnswer(503, {}), told: 'document-unreadable' },
  { name: 'their document: 404', answer: jsonAnswer(404, {}), told: 'document-unreadable' },
  {
    name: 'their document: cut',
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"openapi":"3.1.0","pa' },
    told: 'document-unreadable',
  },
];
