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
