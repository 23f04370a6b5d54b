import type { Json, JsonObject } from '../../../json.ts';
import type { Bound, SizeName } from './shape.ts';

/** The sizes that can be limited. */
export const SIZE_NAMES: readonly SizeName[] = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

/** No bound on either side. */
export const NO_BOUNDS: { lower: Bound | null; upper: Bound | null } = { lower: null, upper: null };

/** No limit of any size. */
export const NO_SIZES: Readonly<Record<SizeName, number | null>> = {
  minLength: null,
  maxLength: null,
  minItems: null,
  maxItems: null,
  minProperties: null,
  maxProperties: null,
};

/** The tightest lower bound of schemas that all hold; exclusive bounds in either spelling. */
export function lowerOf(schemas: readonly JsonObject[]): Bound | null {
  return schemas
    .flatMap((schema) => boundsOf(schema, 'minimum', 'exclusiveMinimum'))
    .reduce<Bound | null>((most, bound) => (most && !isTighter(bound, most, 1) ? most : bound), null);
}

/** The tightest upper bound of schemas that all hold; exclusive bounds in either spelling. */
export function upperOf(schemas: readonly JsonObject[]): Bound | null {
  return schemas
    .flatMap((schema) => boundsOf(schema, 'maximum', 'exclusiveMaximum'))
    .reduce<Bound | null>((most, bound) => (most && !isTighter(bound, most, -1) ? most : bound), null);
}

/** Whether two bounds of one side are the same. */
export function isSameBound(a: Bound | null, b: Bound | null): boolean {
  return a?.value === b?.value && a?.exclusive === b?.exclusive;
}

/** A bound of integers without the word exclusive: above 4 is at least 5. */
export function ofIntegers(bound: Bound | null, side: 1 | -1): Bound | null {
  if (!bound) return null;
  const whole = side === 1 ? Math.ceil(bound.value) : Math.floor(bound.value);
  const value = bound.exclusive && whole === bound.value ? whole + side : whole;
  return { value, exclusive: false };
}

/** The tightest sizes of schemas that all hold. A minimum of 0 is none. */
export function sizesOf(schemas: readonly JsonObject[]): Record<SizeName, number | null> {
  const sizes: Record<SizeName, number | null> = { ...NO_SIZES };
  for (const schema of schemas) {
    for (const name of SIZE_NAMES) {
      const stated = schema[name];
      if (typeof stated !== 'number') continue;
      const known = sizes[name];
      if (name.startsWith('min')) {
        if (stated > (known ?? 0)) sizes[name] = stated;
      } else if (known === null || stated < known) sizes[name] = stated;
    }
  }
  return sizes;
}

function boundsOf(schema: JsonObject, inclusive: string, exclusive: string): Bound[] {
  const limit: Json | undefined = schema[inclusive];
  const strict: Json | undefined = schema[exclusive];
  const bounds: Bound[] = [];
  if (typeof limit === 'number') bounds.push({ value: limit, exclusive: strict === true });
  if (typeof strict === 'number') bounds.push({ value: strict, exclusive: true });
  return bounds;
}

function isTighter(a: Bound, b: Bound, side: 1 | -1): boolean {
  if (a.value !== b.value) return (a.value - b.value) * side > 0;
  return a.exclusive && !b.exclusive;
}
