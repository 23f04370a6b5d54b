import type { Json } from '../../core/json.ts';

/** A PNG image of one grey pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** Bytes for a media type that is not JSON: the documented text where there is one, else the least of its kind. */
export function opaqueBytes(media: string, body: Json | undefined): Buffer | string {
  if (media === 'image/png') return Buffer.from(PIXEL, 'base64');
  if (typeof body === 'string') return body;
  if (media.startsWith('text/html')) return '<!doctype html><title>ok</title>';
  if (media.startsWith('text/')) return body === undefined ? 'ok' : JSON.stringify(body);
  if (/[/+]xml$/.test(media)) return '<?xml version="1.0"?><ok/>';
  return Buffer.from(media);
}
