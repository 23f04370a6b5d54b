import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { CallFailed } from './failure-of.ts';

const MAX_ENCODINGS = 3;
/** What a receiver of zstd has to allow (RFC 8878, 3.1.1.1.2); more is memory that the other side chooses. */
const ZSTD_WINDOW_LOG = 23;

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gzipDecoder: Decoder = promisify(gunzip);
const zlibDecoder: Decoder = promisify(inflate);
const rawDecoder: Decoder = promisify(inflateRaw);
const brotliDecoder: Decoder = promisify(brotliDecompress);
const zstdDecoder: Decoder = (bytes, options) =>
  promisify(zstdDecompress)(bytes, {
    ...options,
    params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
  });
/** `deflate` is zlib's format (RFC 9110, 8.4.1.2); some servers send it without zlib's header. */
const deflateDecoder: Decoder = (bytes, options) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? zlibDecoder(bytes, options) : rawDecoder(bytes, options);

const DECODERS = new Map<string, Decoder>([
  ['gzip', gzipDecoder],
  ['x-gzip', gzipDecoder],
  ['deflate', deflateDecoder],
  ['br', brotliDecoder],
  ['zstd', zstdDecoder],
]);

/**
 * Reads a body to its end, then undoes its content encodings (RFC 9110, 8.4), once.
 *
 * @param maxBytes cap on the size as it came, and after each encoding.
 * @throws CallFailed `too-large`, or `truncated` for an encoding that is unknown, broken or stacked too high; the
 *   stream's own error for what breaks off.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const decoders = names.map((name) => DECODERS.get(name));
  if (decoders.length > MAX_ENCODINGS || decoders.includes(undefined)) {
    discard(body);
    throw new CallFailed('truncated', 'the content encoding is not known');
  }
  let bytes = await readCapped(body, maxBytes);
  if (bytes.length === 0) return bytes;
  for (const decode of (decoders as Decoder[]).reverse()) bytes = await decoded(decode, bytes, maxBytes);
  return bytes;
}

async function readCapped(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      discard(body);
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Leaves a body unread. What the stream says of being stopped has no other listener, and would end the process. */
export function discard(body: Readable): void {
  body.on('error', () => undefined);
  body.destroy();
}

async function decoded(decode: Decoder, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new CallFailed('truncated', 'the content encoding is broken');
  }
}

function tooLarge(maxBytes: number): CallFailed {
  return new CallFailed('too-large', `more than ${maxBytes} bytes`);
}
