import type { Json, JsonObject } from '../../core/json.ts';

/** A request as a disturbed partner got it. */
export interface DisturbedRequest {
  method: string;
  /** Below the origin, without query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  /** Undefined where it is no JSON. */
  body: Json | undefined;
}

/** An answer before it is written. `body`: JSON unless text or bytes. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Json | Buffer | undefined;
}

/** An answer with JSON. */
export function jsonAnswer(status: number, body: Json, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** An error as most documents promise it (RFC 9457). */
export function problem(status: number, title: string, more: JsonObject = {}): Reply {
  const headers = { 'content-type': 'application/problem+json' };
  return { status, headers, body: { type: 'about:blank', title, status, ...more } };
}

/** An answer with text of a media type. */
export function textAnswer(status: number, media: string, body: string | Buffer): Reply {
  return { status, headers: { 'content-type': media }, body };
}

/** A web page with a title. */
export function pageAnswer(status: number, title: string): Reply {
  const body = `<html><head><title>${title}</title></head><body></body></html>`;
  return textAnswer(status, 'text/html; charset=utf-8', body);
}

/** A body as it is written. */
export function bytesOf(body: Reply['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
