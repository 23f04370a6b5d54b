import type { Json, JsonObject } from '../../core/json.ts';

/** Deepest nesting that is read. */
export const DEEPEST = 500;

/** Most values, each alias counted as often as it is used: what a "billion laughs" text exceeds. */
export const MOST_VALUES = 8_000_000;

/** What was seen while a parsed value was looked through. */
export interface Looked {
  /** True where a reference is more than a pointer (RFC 6901) into the same text. */
  refersElsewhere: boolean;
  /** True where a schema has a name (`$id`, `$anchor`). */
  namesSchemas: boolean;
  /** True where a whole number is so large that its neighbours read the same. */
  hasLargeNumbers: boolean;
}

/** Of what holds nothing of it. */
export const NOTHING_SEEN: Looked = { refersElsewhere: false, namesSchemas: false, hasLargeNumbers: false };

interface Look extends Looked {
  members: number;
  most: number;
  /** By object, where parts may be shared: its size, or -1 while it is being counted. */
  sizes: Map<object, number> | null;
}

/**
 * Takes what a parser made and makes sure that it is JSON: infinities and NaN become text, half surrogates
 * are replaced. Parts that aliases share stay shared; the value is changed in place.
 *
 * @param most values, each alias counted as often as it is used
 * @throws RangeError where it is nested too deep, contains itself, is too large once aliases are followed, or a name in it
 * is no well-formed text
 */
export function asJson(value: unknown, most: number = MOST_VALUES): Json {
  return lookThrough(value, true, most).value;
}

/**
 * Like {@link asJson}, telling what was seen on the way, and how many members all objects have. `mayShare`: false for a
 * tree, which is quicker.
 */
export function lookThrough(
  value: unknown,
  mayShare: boolean,
  most: number = MOST_VALUES,
): { value: Json; looked: Looked; members: number } {
  const look: Look = {
    ...NOTHING_SEEN,
    members: 0,
    most,
    sizes: mayShare ? new Map() : null,
  };
  if (!isInner(value)) return { value: scalar(value, look), looked: look, members: 0 };
  measure(value, 1, look);
  return { value: value as Json, looked: look, members: look.members };
}

function isInner(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Number);
}

/** Number of values in it; a value inside itself is noticed by being open still. */
function measure(value: object, depth: number, look: Look): number {
  const known = look.sizes?.get(value);
  if (known === -1) throw new RangeError('an alias contains itself');
  if (known !== undefined) return known;
  if (depth > DEEPEST) throw new RangeError(`it is nested deeper than ${DEEPEST} levels`);
  look.sizes?.set(value, -1);
  const members = value as JsonObject;
  const keys = Object.keys(members);
  if (!Array.isArray(value)) {
    look.members += keys.length;
    if (!look.refersElsewhere) look.refersElsewhere = leadsElsewhere(members);
    if (typeof members.$id === 'string' || typeof members.$anchor === 'string') look.namesSchemas = true;
  }
  let size = 1;
  for (const key of keys) {
    if (!key.isWellFormed()) throw new RangeError('a name in it has half of a surrogate pair');
    const member: unknown = members[key];
    if (isInner(member)) size += measure(member, depth + 1, look);
    else {
      size += 1;
      const tidy = scalar(member, look);
      if (tidy !== member) members[key] = tidy;
    }
    if (size > look.most) {
      throw new RangeError(`it has more than ${look.most} values once aliases are followed`);
    }
  }
  look.sizes?.set(value, size);
  return size;
}

/** Whether a reference or a mapping of this object may have to be written anew. */
function leadsElsewhere({ $ref, mapping }: JsonObject): boolean {
  if (typeof $ref === 'string' && !isPlain($ref)) return true;
  if (typeof mapping !== 'object' || mapping === null) return false;
  return Object.values(mapping).some(
    (target) => typeof target === 'string' && !isPlain(target) && /#|\.(?:ya?ml|json)$/.test(target),
  );
}

function isPlain(reference: string): boolean {
  return reference.startsWith('#/') || reference === '#';
}

function scalar(value: unknown, look: Look): null | boolean | number | string {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return String(value);
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) look.hasLargeNumbers = true;
    return value;
  }
  if (value instanceof Number) return scalar(value.valueOf(), look);
  return typeof value === 'boolean' ? value : null;
}
