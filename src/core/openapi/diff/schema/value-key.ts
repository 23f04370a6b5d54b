import { canonicalJson } from '../../../canonical-json.ts';
import type { Json } from '../../../json.ts';

/** What tells one value from another, as a key of a map: lists of values are compared by it, and may be long. */
export type ValueKey = string | number | boolean | null;

/** The key of a value: itself, unless it is an object or a list, whose members may come in another order. */
export function valueKey(value: Json): ValueKey {
  if (typeof value === 'string') return value.startsWith(MARK) ? MARK + canonicalJson(value) : value;
  return typeof value === 'object' && value !== null ? MARK + canonicalJson(value) : value;
}

/** No other text begins with it. */
const MARK = '\u0000';
