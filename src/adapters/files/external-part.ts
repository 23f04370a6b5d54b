import { ForewarnError } from '../../core/errors.ts';
import type { LoadOptions } from './load-options.ts';

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
    fix: `name the origin ${url.origin} under openapi.external-refs (diff: --external-ref), or bundle the document`,
  });
}

/** A reference to a file with its percent-escapes read (RFC 3986); a backslash is the slash that was meant. */
export function pathIn(reference: string): string {
  const path = reference.replaceAll('\\', '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
