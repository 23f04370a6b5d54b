import type { Json } from '../json.ts';

/** The media type of a message's body, without parameters; JSON where only the body tells; null without a body. */
export function mediaOf(headers: Record<string, string>, body: Json | undefined): string | null {
  const written = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (written) return written;
  return typeof body === 'object' && body !== null ? 'application/json' : null;
}

/** True if two media types can be the same; `*` in either, and not knowing, count as the same. */
export function isSameMedia(one: string | undefined, other: string | null): boolean {
  if (!one || !other) return true;
  const [typeA, subA] = one.toLowerCase().split('/');
  const [typeB, subB] = other.toLowerCase().split('/');
  return isSamePart(typeA, typeB) && isSamePart(subA, subB);
}

function isSamePart(a: string | undefined, b: string | undefined): boolean {
  return a === b || a === '*' || b === '*';
}
