import type { IncomingMessage } from 'node:http';
import type { PartnerAnswer } from '../../app/ports.ts';

/** Marks an answer that the partner never gave. */
export const UNSEEN_HEADER = 'x-forewarn-unseen';

const MAX_REQUEST_BYTES = 8 * 1024 * 1024;

/** An answer as a proxy on loopback gives it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** The body is passed on whole and without content encoding. */
const OWN_TO_A_CONNECTION = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
]);

/** What the partner answered, for who asked the proxy; 502 where nothing came. */
export function passedOn(answer: Extract<PartnerAnswer, { sent: true }>): Answer {
  const { status, headers } = answer.exchange.response ?? { status: 502, headers: {} };
  const kept = Object.entries(headers).filter(([name]) => !OWN_TO_A_CONNECTION.has(name));
  return { status, headers: Object.fromEntries(kept), body: answer.body };
}

/** A request target (RFC 9112, 3.2.1) taken apart; the query without `?`. */
export function splitTarget(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

/**
 * The body of a request, whole.
 *
 * @throws Error where it is larger than is passed on.
 */
export async function readRequest(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
