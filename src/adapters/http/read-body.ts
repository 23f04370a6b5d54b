import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { CallFailed } from './failure-of.ts';

const MAX_ENCODINGS = 3;

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/**
 * Reads a body to its end and undoes its content encodings (RFC 9110, 8.4).
 *
 * @param maxBytes cap on the size, before and after decompression.
 * @throws CallFailed `too-large`, or `truncated` for an encoding that is unknown or stacked too high; the stream's
 *   own error for what breaks off.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MAX_ENCODINGS || names.some((name) => !Object.hasOwn(DECODERS, name))) {
    body.destroy();
    throw new CallFailed('truncated', 'the content encoding is not known');
  }
  let stream: Readable = body;
  for (const name of names.reverse()) {
    const decoder = (DECODERS[name] as () => Transform)();
    // The error is taken from the stream that is read; pipeline only passes it on and cleans up.
    pipeline(stream, decoder, () => undefined);
    stream = decoder;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new CallFailed('too-large', `more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
