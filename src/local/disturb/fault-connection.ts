import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { certificates } from './certificates.ts';
import { bytesOf, type Reply } from './reply.ts';
import { type FaultMode, pick } from './types.ts';

/** No resolver is asked for a label that is too long: there is no such name. */
const NOWHERE = `http://${'no-such-place'.repeat(6)}.invalid`;
const SHORT = 1_500;
/** Twelve megabytes of nothing: made once, since it takes a moment. */
let bomb: Buffer | undefined;

/** A fault of every operation, or of one. */
const anywhere = { where: 'anywhere', places: 'all' } as const;
const everywhere = { where: 'everywhere', places: 'all' } as const;

function head({ status, headers }: Reply, more: Record<string, string | number> = {}): string {
  const lines = Object.entries({ ...headers, ...more }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} Fine`, ...lines, '', ''].join('\r\n');
}

/** Writes a piece now and then, for as long as the other side listens. */
function drip(socket: Socket, piece: string | Buffer, everyMs: number): void {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on('close', () => clearInterval(timer));
}

function endless(socket: Socket, piece: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

/** Faults of names, connections, TLS and of HTTP itself. */
export const CONNECTION_FAULTS: readonly FaultMode[] = [
  { name: 'refused', ...everywhere, told: ['connect'], arrange: () => ({ url: () => 'http://127.0.0.1:9' }) },
  { name: 'no such name', ...everywhere, told: ['dns'], arrange: () => ({ url: () => NOWHERE }) },
  {
    name: 'reset before the status line',
    ...anywhere,
    told: ['reset'],
    arrange: () => ({ react: () => (socket) => socket.resetAndDestroy() }),
  },
  {
    name: 'reset after the status line',
    ...anywhere,
    told: ['reset', 'truncated'],
    arrange: () => ({
      react: () => (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n', () => socket.resetAndDestroy());
      },
    }),
  },
  {
    name: 'closed without an answer',
    ...anywhere,
    told: ['reset'],
    arrange: () => ({ react: () => (socket) => void socket.end() }),
  },
  {
    name: 'half a body',
    where: 'anywhere',
    places: 'json',
    told: ['truncated'],
    arrange: () => ({
      react: (_, well) => (socket) => {
        const body = bytesOf(well.body);
        socket.write(head(well, { 'content-length': body.length }));
        socket.end(body.subarray(0, body.length / 2));
      },
    }),
  },
  {
    name: 'a length that is too long',
    where: 'anywhere',
    places: 'json',
    told: ['truncated', 'timeout', 'deadline'],
    arrange: (draw) => {
      const more = draw.between(1, 500);
      return {
        lookMs: SHORT,
        react: (_, well) => (socket) => {
          const body = bytesOf(well.body);
          socket.end(
            Buffer.concat([Buffer.from(head(well, { 'content-length': body.length + more })), body]),
          );
        },
      };
    },
  },
  {
    name: 'a length that is too short',
    where: 'anywhere',
    places: 'json',
    told: ['truncated', 'reset'],
    arrange: (draw) => {
      const less = draw.between(1, 9);
      return {
        react: (_, well) => (socket) => {
          const body = bytesOf(well.body);
          socket.end(
            Buffer.concat([Buffer.from(head(well, { 'content-length': body.length - less })), body]),
          );
        },
      };
    },
  },
  {
    name: 'a broken chunk',
    where: 'anywhere',
    places: 'json',
    told: ['truncated'],
    arrange: (draw) => {
      const broken = pick(draw, ['zz\r\nnot a size', '5\r\nab', '-1\r\n']);
      return {
        react: (_, well) => (socket) => {
          const body = bytesOf(well.body);
          socket.write(head(well, { 'transfer-encoding': 'chunked' }));
          socket.end(`${body.length.toString(16)}\r\n${body}\r\n${broken}`);
        },
      };
    },
  },
  {
    name: 'a drip',
    ...anywhere,
    told: ['timeout', 'deadline'],
    arrange: () => ({ lookMs: SHORT, react: () => (socket) => drip(socket, 'H', 60_000) }),
  },
  {
    name: 'a body that drips',
    where: 'anywhere',
    places: 'json',
    told: ['timeout', 'deadline'],
    arrange: () => ({
      lookMs: SHORT,
      react: (_, well) => (socket) => {
        socket.write(head(well, { 'content-length': 9_000 }));
        drip(socket, ' ', 50);
      },
    }),
  },
  {
    name: 'silence',
    ...anywhere,
    told: ['timeout', 'deadline'],
    arrange: () => ({ lookMs: SHORT, react: () => () => undefined }),
  },
  {
    name: 'silence after the headers',
    where: 'anywhere',
    places: 'json',
    told: ['timeout', 'deadline'],
    arrange: () => ({
      lookMs: SHORT,
      react: (_, well) => (socket) => void socket.write(head(well, { 'content-length': 90 })),
    }),
  },
  {
    name: 'not HTTP at all',
    ...anywhere,
    told: ['truncated'],
    arrange: (draw) => {
      const said = pick(draw, [
        'SSH-2.0-OpenSSH_9.6\r\n',
        '220 mail ESMTP\r\n',
        '\x00\x01\x02\x03',
        'hello\r\n\r\n',
      ]);
      return { react: () => (socket) => void socket.end(said) };
    },
  },
  {
    name: 'a header that is none',
    ...anywhere,
    told: ['truncated'],
    arrange: () => ({ react: () => (socket) => void socket.end('HTTP/1.1 200 OK\r\n\u0000: x\r\n\r\n') }),
  },
  {
    name: 'endless headers',
    ...anywhere,
    told: ['too-large'],
    arrange: () => ({
      react: () => (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        endless(socket, Buffer.from(`x-more: ${'m'.repeat(1_000)}\r\n`));
      },
    }),
  },
  {
    name: 'an endless body',
    where: 'one',
    places: 'json',
    told: ['too-large', 'timeout', 'deadline'],
    arrange: () => ({
      react: (_, well) => (socket) => {
        socket.write(head(well));
        endless(socket, Buffer.alloc(65_536, 0x20));
      },
    }),
  },
  {
    name: 'a gzip bomb',
    where: 'one',
    places: 'json',
    told: ['too-large'],
    arrange: () => {
      bomb ??= gzipSync(Buffer.alloc(12 * 1024 * 1024));
      return {
        react: (_, well) => ({
          ...well,
          headers: { ...well.headers, 'content-encoding': 'gzip' },
          body: bomb,
        }),
      };
    },
  },
  {
    name: 'corrupt gzip',
    where: 'anywhere',
    places: 'json',
    told: ['truncated'],
    arrange: (draw) => {
      const at = draw.between(0, 12);
      return {
        react: (_, well) => {
          const zipped = gzipSync(bytesOf(well.body));
          zipped.fill(0xff, at, at + 8);
          return { ...well, headers: { ...well.headers, 'content-encoding': 'gzip' }, body: zipped };
        },
      };
    },
  },
  {
    name: 'an unknown content encoding',
    where: 'anywhere',
    places: 'json',
    told: ['truncated'],
    arrange: (draw) => {
      const encoding = pick(draw, ['snappy', 'x-lzma', 'aes128gcm', 'gzip, gzip, gzip, gzip']);
      return {
        react: (_, well) => ({ ...well, headers: { ...well.headers, 'content-encoding': encoding } }),
      };
    },
  },
  {
    name: 'an expired certificate',
    ...everywhere,
    told: ['tls'],
    arrange: () => ({ tls: certificates().expired }),
  },
  {
    name: 'a certificate for another host',
    ...everywhere,
    told: ['tls'],
    arrange: () => ({ tls: certificates().otherHost }),
  },
  {
    name: 'a self-signed certificate',
    ...everywhere,
    told: ['tls'],
    arrange: () => ({ tls: certificates().selfSigned }),
  },
  {
    name: 'a certificate that is not valid yet',
    ...everywhere,
    told: ['tls'],
    arrange: () => ({ tls: certificates().notYet }),
  },
  {
    name: 'no TLS where it is due',
    ...everywhere,
    told: ['tls'],
    arrange: () => ({ url: (url) => url.replace('http:', 'https:') }),
  },
  {
    name: 'TLS where it is not due',
    ...everywhere,
    told: ['truncated', 'reset'],
    arrange: () => ({ tls: certificates().good, url: (url) => url.replace('https:', 'http:') }),
  },
];
