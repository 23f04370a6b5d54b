import type { Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { textAnswer } from '../../src/local/disturb/reply.ts';
import type { Reaction } from '../../src/local/disturb/types.ts';
import type { LabRequest } from '../fault-lab/depot-answers.ts';
import { type Counter, SECRET, times } from './hostile-case.ts';

/** A partner that means harm, with whatever it is asked, its document too. */
export interface HostileAnswer {
  name: string;
  /** Makes what is large once; then answers. */
  make(counter: Counter): (request: LabRequest) => Reaction;
}

const JSON_TYPE = 'application/json';

function text(name: string, make: () => string | Buffer, media = JSON_TYPE): HostileAnswer {
  return {
    name,
    make: () => {
      const body = make();
      return () => textAnswer(200, media, body);
    },
  };
}

function packed(name: string, encoding: string, make: () => Buffer): HostileAnswer {
  return {
    name,
    make: () => {
      const body = make();
      return () => ({
        status: 200,
        headers: { 'content-type': JSON_TYPE, 'content-encoding': encoding },
        body,
      });
    },
  };
}

function redirect(name: string, location: (counter: Counter) => string, status = 302): HostileAnswer {
  return {
    name,
    make: (counter) => () => ({ status, headers: { location: location(counter) }, body: SECRET }),
  };
}

function socket(name: string, speak: (socket: Socket) => void): HostileAnswer {
  return { name, make: () => () => speak };
}

/** Writes the same for as long as the other side listens. */
function endless(to: Socket, piece: Buffer): void {
  const more = (): void => {
    while (!to.destroyed && to.write(piece));
  };
  to.on('drain', more);
  more();
}

const OK = `HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\n`;
const CHARGE =
  '"id":"ch_1","amount":1250,"currency":"EUR","status":"succeeded","created":"2026-10-01T12:00:00Z"';

/** All answers that mean harm, each by a name of its own. */
export const ANSWERS: readonly HostileAnswer[] = [
  packed('a bomb of gzip', 'gzip', () => gzipSync(Buffer.alloc(200_000_000))),
  packed('a bomb in a bomb', 'gzip, gzip', () => gzipSync(gzipSync(Buffer.alloc(200_000_000)))),
  packed('a bomb of brotli', 'br', () => brotliCompressSync(Buffer.alloc(60_000_000, 0x20))),
  packed('packed by nothing', 'gzip', () => Buffer.from(`{"a":"${SECRET}"}`)),
  packed('packed twenty times', times(20, () => 'gzip').join(', '), () => Buffer.from(SECRET)),
  socket('a length of a gigabyte', (to) => {
    to.write(`${OK}content-length: 1000000000\r\n\r\n`);
    endless(to, Buffer.alloc(65_536, 0x20));
  }),
  socket(
    'a length beyond all numbers',
    (to) => void to.end(`${OK}content-length: ${'9'.repeat(300)}\r\n\r\n{}`),
  ),
  socket('a length of less than nothing', (to) => void to.end(`${OK}content-length: -1\r\n\r\n{}`)),
  socket('two lengths', (to) => void to.end(`${OK}content-length: 2\r\ncontent-length: 9\r\n\r\n{}`)),
  socket('chunks without an end', (to) => {
    to.write(`${OK}transfer-encoding: chunked\r\n\r\n`);
    endless(to, Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`));
  }),
  socket('chunks of one byte without an end', (to) => {
    to.write(`${OK}transfer-encoding: chunked\r\n\r\n`);
    endless(to, Buffer.from('1\r\n \r\n'.repeat(2_000)));
  }),
  socket('a chunk with an endless extension', (to) => {
    to.write(`${OK}transfer-encoding: chunked\r\n\r\n1;`);
    endless(to, Buffer.alloc(65_536, 0x61));
  }),
  socket('headers without an end', (to) => {
    to.write('HTTP/1.1 200 OK\r\n');
    endless(to, Buffer.from(`x-more: ${SECRET.repeat(90)}\r\n`));
  }),
  socket('one header without an end', (to) => {
    to.write('HTTP/1.1 200 OK\r\nx-long: ');
    endless(to, Buffer.alloc(65_536, 0x61));
  }),
  socket('a thousand small headers', (to) => {
    to.end(`${OK}${times(1_000, (at) => `x-${at}: ${at}\r\n`).join('')}content-length: 2\r\n\r\n{}`);
  }),
  socket('interim answers without an end', (to) =>
    endless(to, Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500))),
  ),
  socket(
    'another answer smuggled behind',
    (to) => void to.end(`${OK}content-length: 2\r\n\r\n{}${OK}content-length: 2\r\n\r\n{}`),
  ),
  socket(
    'a change of protocol',
    (to) => void to.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
  ),
  socket(
    'a header of the prototype',
    (to) => void to.end(`${OK}__proto__: x\r\nconstructor: y\r\ncontent-length: 2\r\n\r\n{}`),
  ),
  redirect('a redirect to a loopback address', ({ port }) => `http://127.0.0.1:${port}/private`),
  redirect('a redirect to a loopback name', ({ port }) => `http://localhost:${port}/private`, 307),
  redirect('a redirect to the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/', 301),
  redirect('a redirect to a file of the system', () => 'file:///etc/passwd'),
  redirect('a redirect to data', () => `data:application/json,{"a":"${SECRET}"}`),
  redirect('a redirect with a name and a password', ({ port }) => `http://a:b@127.0.0.1:${port}/`),
  redirect('a redirect to itself', () => '?'),
  redirect('a redirect of a megabyte', () => `/${'a'.repeat(12_000)}`, 308),
  text('lists a million deep', () => '['.repeat(1_000_000) + ']'.repeat(1_000_000)),
  text('records a hundred thousand deep', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  text('lists four hundred deep', () => `${'['.repeat(400)}"${SECRET}"${']'.repeat(400)}`),
  text('a list of a million', () => `[${times(1_000_000, () => '1').join(',')}]`),
  text(
    'a hundred thousand records',
    () => `{"data":[${times(60_000, () => `{${CHARGE}}`).join(',')}],"has_more":false}`,
  ),
  text(
    'almost too many properties',
    () => `{${CHARGE},${times(49_990, (at) => `"p${at}":"${SECRET}"`).join(',')}}`,
  ),
  text(
    'a hundred thousand properties',
    () => `{${CHARGE},${times(200_000, (at) => `"p${at}":"${SECRET}"`).join(',')}}`,
  ),
  text(
    'almost too many records',
    () => `{"data":[${times(40_000, () => `{${CHARGE}}`).join(',')}],"has_more":false}`,
  ),
  text('almost too many empty objects', () => `{${CHARGE},"all":[${times(249_000, () => '{}').join(',')}]}`),
  text('a text of nine megabytes', () => `{${CHARGE},"customer":"${'a'.repeat(9_000_000)}"}`),
  text('a number of a million digits', () => `{"id":"ch_1","amount":${'9'.repeat(1_000_000)}}`),
  text('numbers beyond all size', () => `{"id":"ch_1","amount":1e999,"rate":-1e-999,"pending":-0}`),
  text('NaN', () => `{"id":"ch_1","amount":NaN,"x":"${SECRET}"}`),
  text('keys written twice', () => `{"id":"a","id":1,"amount":1,"amount":"${SECRET}"}`),
  text(
    'keys of the prototype',
    () =>
      `{${CHARGE},"__proto__":{"polluted":"${SECRET}"},"constructor":{"prototype":{"polluted":1}},"toString":1,"toJSON":2}`,
  ),
  text('half surrogates and null bytes', () => `{"id":"\\ud800","x\\u0000y":"\\udfff","amount":"\\u0000"}`),
  text('bytes that are no UTF-8', () =>
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  ),
  text('UTF-16', () => Buffer.from(`\ufeff{${CHARGE}}`, 'utf16le')),
  text('a charset that nobody knows', () => `{${CHARGE}}`, `${JSON_TYPE}; charset=${'x'.repeat(3_000)}`),
  text(
    'a media type without an end',
    () => `{${CHARGE}}`,
    `application/${'a/'.repeat(3_000)}+json;${';'.repeat(3_000)}`,
  ),
  text(
    'laughs in YAML',
    () =>
      `openapi: 3.1.0\nx: &a [1,1]\n${times(40, (at) => `y${at}: &b${at} [*${at ? `b${at - 1}` : 'a'}, *a]\n`).join('')}paths: {}`,
    'application/yaml',
  ),
  text(
    'a web page of five megabytes',
    () => `<html><title>${SECRET}</title>${'<div '.repeat(1_000_000)}`,
    'text/html',
  ),
  text(
    'a form of a million fields',
    () => times(300_000, (at) => `f${at}=${SECRET}`).join('&'),
    'application/x-www-form-urlencoded',
  ),
];
