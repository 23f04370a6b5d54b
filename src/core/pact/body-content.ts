import { isObject, type Json } from '../json.ts';
import { base64Text } from './base64-text.ts';

/**
 * The body of a message as JSON, or as text where it is no JSON.
 *
 * Specification 4 wraps it as `{ content, contentType, encoded }`, where `encoded` is `false`,
 * `"base64"` or `"JSON"`; before that the body stands there as it is, and a string under a JSON media
 * type may itself be JSON text.
 *
 * @param body as in the file; `undefined` for none.
 * @param media the message's content type, or null.
 * @param wrapped true for specification 4.
 * @returns undefined where there is no body.
 */
export function bodyContent(
  body: Json | undefined,
  media: string | null,
  wrapped: boolean,
): { body: Json; media: string | null } | undefined {
  if (body === undefined) return undefined;
  if (!wrapped || !isObject(body)) return { body: parsed(body, media), media };
  if (body.content === undefined) return undefined;
  const type = typeof body.contentType === 'string' ? body.contentType : media;
  const encoding = String(body.encoded ?? false).toLowerCase();
  if (encoding === 'json') return { body: parsed(body.content, 'application/json'), media: type };
  if (encoding !== 'false' && typeof body.content === 'string') {
    return { body: parsed(base64Text(body.content) ?? body.content, type), media: type };
  }
  return { body: parsed(body.content, type), media: type };
}

/** True for JSON by its media type: `application/json`, `…+json`, with or without parameters. */
export function isJsonMedia(media: string | null): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(media ?? '');
}

function parsed(body: Json, media: string | null): Json {
  if (typeof body !== 'string' || !isJsonMedia(media)) return body;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}
