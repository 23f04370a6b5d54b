import type { Json, JsonObject } from '../../../json.ts';
import type { Bound, SizeName } from './shape.ts';
import { lengthOf } from './text-length.ts';
import { type ValueKey, valueKey } from './value-key.ts';

/** The values that schemas list, null left out. */
export interface ValuesFound {
  /** By what tells them apart; null: any. */
  values: Map<ValueKey, Json> | null;
  isConst: boolean;
  hasNull: boolean;
}

/** Limits that listed values are held against. */
export interface Limits {
  lower: Bound | null;
  upper: Bound | null;
  sizes: Readonly<Record<SizeName, number | null>>;
}

/**
 * What `enum` and `const` of schemas that all hold have in common; both booleans are no list.
 *
 * @param offered lists that come from choices of nothing but values
 */
export function valuesOf(
  schemas: readonly JsonObject[],
  offered: readonly (readonly Json[])[],
  limits: Limits,
): ValuesFound {
  const lists = [...schemas.flatMap(listsIn), ...offered];
  const [first, ...others] = lists;
  if (!first) return NO_VALUES;
  const common = new Map<ValueKey, Json>();
  for (const value of first) common.set(valueKey(value), value);
  for (const list of others) {
    const keys = new Set(list.map(valueKey));
    for (const key of common.keys()) if (!keys.has(key)) common.delete(key);
  }
  const hasNull = common.delete(null);
  if (common.size === 2 && common.has(true) && common.has(false) && isBoolean(schemas)) return NO_VALUES;
  const isConst = schemas.some((schema) => schema.const !== undefined);
  return { values: within(common, limits), isConst, hasNull };
}

function listsIn(schema: JsonObject): (readonly Json[])[] {
  const lists: Json[][] = [];
  if (Array.isArray(schema.enum)) lists.push(schema.enum);
  if (schema.const !== undefined) lists.push([schema.const]);
  return lists;
}

/** The values that a limit does not refuse; all of them where it refuses every one. */
function within(values: Map<ValueKey, Json>, limits: Limits): Map<ValueKey, Json> {
  const { minLength, maxLength } = limits.sizes;
  if (!limits.lower && !limits.upper && minLength === null && maxLength === null) return values;
  let refused = 0;
  values.forEach((value) => {
    if (!isWithin(value, limits)) refused++;
  });
  if (refused === 0 || refused === values.size) return values;
  return new Map([...values].filter(([, value]) => isWithin(value, limits)));
}

/** No list at all. */
export const NO_VALUES: ValuesFound = { values: null, isConst: false, hasNull: false };

function isBoolean(schemas: readonly JsonObject[]): boolean {
  return schemas.some(({ type }) => type === 'boolean' || (Array.isArray(type) && type.includes('boolean')));
}

function isWithin(value: Json, { lower, upper, sizes }: Limits): boolean {
  if (typeof value === 'number') {
    if (lower && (value < lower.value || (lower.exclusive && value === lower.value))) return false;
    return !upper || value < upper.value || (!upper.exclusive && value === upper.value);
  }
  if (typeof value !== 'string') return true;
  const { minLength, maxLength } = sizes;
  // It has no more characters than code units.
  if (minLength === null && value.length <= (maxLength ?? value.length)) return true;
  const length = lengthOf(value);
  return length >= (minLength ?? 0) && length <= (maxLength ?? length);
}
