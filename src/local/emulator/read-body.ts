import type { IncomingMessage } from 'node:http';

/** Larger request bodies are refused, in bytes. */
export const LARGEST_BODY = 1_000_000;

/** The bytes of a request, or null as soon as there are more than `largest`. */
export function readBody(request: IncomingMessage, largest = LARGEST_BODY): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > largest) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the caller went away')));
  });
}
