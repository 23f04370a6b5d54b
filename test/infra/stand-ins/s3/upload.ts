import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { Refusal, requireValid } from '../refusal.ts';
import type { StoredObject } from './buckets.ts';

const SUMS: Record<string, (body: Buffer) => Buffer> = {
  crc32: (body) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum;
  },
  sha1: (body) => createHash('sha1').update(body).digest(),
  sha256: (body) => createHash('sha256').update(body).digest(),
};

/**
 * The bytes of an upload, taken out of `aws-chunked` where they came so, with the checksum that came before or after
 * them. A wrong checksum, MD5 or length is refused.
 */
export function readUpload(
  headers: IncomingHttpHeaders,
  sent: Buffer,
): Pick<StoredObject, 'body' | 'checksum'> {
  const chunked = String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const { body, trailers } = chunked ? unchunk(sent) : { body: sent, trailers: {} };
  if (chunked)
    requireValid(
      Number(headers['x-amz-decoded-content-length']) === body.length,
      'The decoded length is not that of the header.',
      'IncompleteBody',
    );
  const md5 = headers['content-md5'];
  if (md5 !== undefined)
    requireValid(
      md5 === createHash('md5').update(body).digest('base64'),
      'The Content-MD5 did not match.',
      'BadDigest',
    );
  const given = Object.entries({ ...headers, ...trailers }).find(
    ([name]) => name.startsWith('x-amz-checksum-') && !/-(type|mode|algorithm)$/.test(name),
  );
  if (headers['x-amz-trailer'] !== undefined)
    requireValid(given !== undefined, 'The trailer that was announced is missing.', 'MalformedTrailerError');
  if (!given) return { body, checksum: null };
  const name = given[0].slice('x-amz-checksum-'.length);
  const sum = SUMS[name];
  if (!sum) throw new Refusal('NotImplemented', `checksum ${name} is not known here`, 501);
  const value = sum(body).toString('base64');
  requireValid(
    value === given[1],
    `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
    'BadDigest',
  );
  return { body, checksum: { name, value } };
}

/** Chunks are `<hex length>[;...]\r\n<bytes>\r\n`, the last of length 0, then trailers. */
function unchunk(sent: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = sent.indexOf('\r\n', at);
    const length = Number.parseInt(/^[0-9a-fA-F]+/.exec(sent.toString('latin1', at, end))?.[0] ?? '', 16);
    requireValid(end > at && Number.isInteger(length), 'A chunk is not well formed.', 'IncompleteBody');
    if (length === 0) {
      const lines = sent
        .toString('latin1', end + 2)
        .split(/\r?\n/)
        .filter(Boolean);
      const trailers = lines.map((line) =>
        line
          .split(/:(.*)/s)
          .slice(0, 2)
          .map((part) => part.trim()),
      );
      return { body: Buffer.concat(parts), trailers: Object.fromEntries(trailers) };
    }
    parts.push(sent.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
