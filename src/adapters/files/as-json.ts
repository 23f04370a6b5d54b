import type { Json, JsonObject } from '../../core/json.ts';

/** Deepest nesting that is read. */
export const DEEPEST = 500;

/** Most values, each alias counted as often as it is used: what a "billion laughs" text exceeds. */
const MOST_VALUES = 8_000_000;

/**
 * Takes what a parser made and makes sure that it is JSON: infinities and NaN become text, half surrogates
 * are replaced. Parts that aliases share stay shared; the value is changed in place.
 *
 * @param most values, each alias counted as often as it is used
 * @throws RangeError where it is nested too deep, contains itself or is too large once aliases are followed
 */
export function asJson(value: unknown, most: number = MOST_VALUES): Json {
  const sizes = new Map<object, number>();
  if (typeof value !== 'object' || value === null) return scalar(value);
  measure(value, 1, sizes, most);
  return value as Json;
}

/** Number of values in it; -1 while it is being counted, so that a value inside itself is noticed. */
function measure(value: object, depth: number, sizes: Map<object, number>, most: number): number {
  const known = sizes.get(value);
  if (known === -1) throw new RangeError('an alias contains itself');
  if (known !== undefined) return known;
  if (depth > DEEPEST) throw new RangeError(`it is nested deeper than ${DEEPEST} levels`);
  sizes.set(value, -1);
  const members = value as JsonObject;
  let size = 1;
  for (const key of Object.keys(members)) {
    const member: unknown = members[key];
    if (typeof member === 'object' && member !== null) size += measure(member, depth + 1, sizes, most);
    else {
      size += 1;
      const tidy = scalar(member);
      if (tidy !== member) members[key] = tidy;
    }
    if (size > most) throw new RangeError(`it has more than ${most} values once aliases are followed`);
  }
  sizes.set(value, size);
  return size;
}

function scalar(value: unknown): null | boolean | number | string {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'boolean' ? value : null;
}
