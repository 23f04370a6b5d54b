import { ForewarnError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { LoadOptions } from './load-options.ts';
import { parseText } from './parse-document.ts';

/** True where a reference or location is an absolute http(s) URL. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * The URL of a part on another origin than its document, if that origin was named.
 *
 * @throws ForewarnError `input` where it was not
 */
export function externalUrl(url: URL, from: string, options: LoadOptions): string {
  url.hash = '';
  if (options.externalRefs?.includes(url.origin)) return url.href;
  throw new ForewarnError('input', 'the document refers to another web site, which is not read', {
    place: { file: from },
    fix: `name the origin ${url.origin} under openapi.external-refs, or bundle the document`,
  });
}

/** Fetches and parses one part. */
export async function readUrl(url: string, options: LoadOptions): Promise<Json> {
  return parseText(await options.fetchText(url), url);
}

/** A reference to a file with its percent-escapes read (RFC 3986). */
export function pathIn(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
