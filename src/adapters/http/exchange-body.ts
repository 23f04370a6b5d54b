import type { Json } from '../../core/json.ts';

/** Deeper JSON than this is not read: nothing that walks it may overflow. */
const MAX_DEPTH = 200;

/** A media type without parameters, lower case; null where there is none. */
export function mediaOf(contentType: string | undefined): string | null {
  const media = contentType?.split(/[;,]/, 1)[0]?.trim().toLowerCase();
  return media ? media : null;
}

/**
 * A body as an exchange holds it: JSON parsed, a form as an object of strings, other text as it is; undefined for no
 * body. `unreadable`: said to be JSON, and is not. `tooDeep`: JSON nested more than 200 deep, which is not parsed.
 */
export function readExchangeBody(
  text: string,
  media: string | null,
): { body: Json | undefined; unreadable: boolean; tooDeep: boolean } {
  if (text === '') return { body: undefined, unreadable: false, tooDeep: false };
  if (media === 'application/x-www-form-urlencoded') {
    return { body: Object.fromEntries(new URLSearchParams(text)), unreadable: false, tooDeep: false };
  }
  if (!isJson(media)) return { body: text, unreadable: false, tooDeep: false };
  if (tooDeep(text)) return { body: undefined, unreadable: false, tooDeep: true };
  try {
    return { body: JSON.parse(text) as Json, unreadable: false, tooDeep: false };
  } catch {
    return { body: text, unreadable: true, tooDeep: false };
  }
}

function isJson(media: string | null): boolean {
  return media !== null && (/^(application|text)\/json$/.test(media) || media.endsWith('+json'));
}

function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (quoted) {
      if (unit === 0x5c) at++;
      else if (unit === 0x22) quoted = false;
    } else if (unit === 0x22) quoted = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}
