import { canonicalJson } from '../../../canonical-json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Bound, SizeName } from './shape.ts';

/** The values that schemas list, null left out. */
export interface ValuesFound {
  /** By their canonical text; null: any. */
  values: Map<string, Json> | null;
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
  const lists: (readonly Json[])[] = [
    ...schemas.flatMap((schema) => [
      ...(Array.isArray(schema.enum) ? [schema.enum] : []),
      ...(schema.const !== undefined ? [[schema.const]] : []),
    ]),
    ...offered,
  ];
  if (lists.length === 0) return NO_VALUES;
  const [first, ...others] = lists.map((list) => new Map(list.map((value) => [canonicalJson(value), value])));
  const common = new Map([...(first ?? [])].filter(([key]) => others.every((other) => other.has(key))));
  const hasNull = common.delete('null');
  if (common.size === 2 && common.has('true') && common.has('false') && isBoolean(schemas)) return NO_VALUES;
  const within = new Map([...common].filter(([, value]) => isWithin(value, limits)));
  const isConst = schemas.some((schema) => schema.const !== undefined);
  return { values: within.size > 0 ? within : common, isConst, hasNull };
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
  const length = [...value].length;
  return length >= (sizes.minLength ?? 0) && length <= (sizes.maxLength ?? length);
}
