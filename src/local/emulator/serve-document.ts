import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Answer } from './answer-call.ts';

/** The document itself as JSON; 304 where the caller already has it (RFC 9110, 13.1.2). */
export function serveDocument(document: ApiDocument, ifNoneMatch: string | undefined): Answer {
  const etag = `"${document.hash.slice(0, 32)}"`;
  const known = (ifNoneMatch ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  const headers = { etag, 'cache-control': 'no-cache' };
  if (known.includes(etag) || known.includes('*')) return { status: 304, headers, body: undefined };
  const typed = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers: typed, body: JSON.stringify(document.raw) };
}
