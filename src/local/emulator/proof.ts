import { createHash, timingSafeEqual } from 'node:crypto';

/** User and password of an `Authorization: Basic` header (RFC 7617); null where it is no such header. */
export function readBasic(authorization: string | undefined): { user: string; password: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: decoded(text.slice(0, colon)), password: decoded(text.slice(colon + 1)) };
}

/** Token of an `Authorization: Bearer` header (RFC 6750); null where it is no such header. */
export function readBearer(authorization: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** OAuth clients percent-encode both parts (RFC 6749, 2.3.1); what is not encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
