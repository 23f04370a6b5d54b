import { isObject, type Json } from './json.ts';

/** Writes reference tokens as a JSON Pointer (RFC 6901), without the leading `#`. */
export function toPointer(tokens: readonly (string | number)[]): string {
  let pointer = '';
  for (const token of tokens) pointer = pointerInto(pointer, String(token));
  return pointer;
}

/** The pointer of a member of what a pointer names. */
export function pointerInto(pointer: string, name: string): string {
  if (!name.includes('/') && !name.includes('~')) return `${pointer}/${name}`;
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Reads a JSON Pointer (RFC 6901; a leading `#` is allowed and its percent-escapes are decoded). */
export function fromPointer(pointer: string): string[] {
  const text = pointer.startsWith('#') ? decode(pointer.slice(1)) : pointer;
  if (text === '') return [];
  return text
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value a JSON Pointer names, or `undefined` where there is none. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const token of fromPointer(pointer)) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined;
    else return undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
