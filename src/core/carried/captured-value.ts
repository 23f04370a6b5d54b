import { isObject, type Json } from '../json.ts';

/** Longer than any id, short enough to be written down and sent again. */
const MAX_CHARACTERS = 1_024;

/**
 * Why a value of an answer is not taken over into calls of ours; null where it may be. What comes from a partner ends
 * up in paths that are deleted: it must name one thing, exactly, and lead nowhere else.
 */
export function whyNotUsable(value: Json): string | null {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? 'a number too large to be exact' : null;
  }
  if (typeof value === 'boolean') return null;
  if (value.trim() === '') return 'empty';
  if (value.length > MAX_CHARACTERS) return `longer than ${MAX_CHARACTERS} characters`;
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(value) || !value.isWellFormed()) return 'a text with control characters';
  return leadsElsewhere(value) ? 'a text that leads to another path' : null;
}

/** True for a path with a segment that URLs resolve away (WHATWG URL: `.`, `..`, also percent-encoded). */
export function leadsElsewhere(path: string): boolean {
  return path.split(/[/\\?#]|%2f|%5c/i).some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}
