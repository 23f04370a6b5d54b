import type { ReadShape } from '../schema/read-shape.ts';
import type { Bound, Parts, Shape, SizeName } from '../schema/shape.ts';
import type { Reading } from './fact.ts';

/** Pairs of schemas that are looked at before nothing more is known. */
const MOST_PAIRS = 300;

/** Schemas inside each other that are looked at. */
const DEEPEST = 6;

type Values = NonNullable<Shape['values']>;

interface Covering {
  /** As a reader sees it, who takes undocumented properties where they are forbidden. */
  open: boolean;
  outer: ReadShape;
  inner: ReadShape;
  left: number;
}

/**
 * Whether every value of one schema is one of another, as far as that can be seen by going through both.
 * False where it is not known.
 */
export function covers([outer, readOuter]: Read, [inner, readInner]: Read, reading: Reading): boolean {
  const open = reading === 'response';
  return holds(outer, inner, { open, outer: readOuter, inner: readInner, left: MOST_PAIRS }, 0);
}

type Read = readonly [shape: Shape, read: ReadShape];

function holds(outer: Shape, inner: Shape, covering: Covering, depth: number): boolean {
  if (inner.never) return true;
  if (outer.never || covering.left-- <= 0 || depth > DEEPEST) return false;
  if (outer.closedOut.size > 0 && !covering.open) return false;
  if (outer.opaque.size > 0 || outer.unknownTypes.length > 0 || outer.groups.length > 0) return false;
  return (
    typesHold(outer, inner) &&
    valuesHold(outer, inner) &&
    limitsHold(outer, inner) &&
    elementsHold(outer, inner, covering, depth) &&
    propertiesHold(outer, inner, covering, depth)
  );
}

function typesHold(outer: Shape, inner: Shape): boolean {
  if (outer.types === null) return true;
  const { types } = outer;
  if (inner.types === null || (inner.nullable && !outer.nullable)) return false;
  return [...inner.types].every((type) => types.has(type) || (type === 'integer' && types.has('number')));
}

function valuesHold(outer: Shape, inner: Shape): boolean {
  if (!outer.values) return true;
  return inner.values !== null && [...inner.values.keys()].every((key) => outer.values?.has(key));
}

function limitsHold(outer: Shape, inner: Shape): boolean {
  if (outer.values && inner.values) return true;
  const sizes = Object.keys(outer.sizes) as SizeName[];
  return (
    isWithin(outer.lower, inner.lower, 1) &&
    isWithin(outer.upper, inner.upper, -1) &&
    sizes.every((name) => sizeHolds(name, outer.sizes[name], inner.sizes[name])) &&
    (outer.multipleOf === null || outer.multipleOf === inner.multipleOf) &&
    (outer.format === null || outer.format === inner.format) &&
    (!outer.uniqueItems || inner.uniqueItems) &&
    outer.patterns.every((pattern) => inner.patterns.includes(pattern))
  );
}

function isWithin(outer: Bound | null, inner: Bound | null, side: 1 | -1): boolean {
  if (!outer) return true;
  if (!inner) return false;
  if (inner.value === outer.value) return inner.exclusive || !outer.exclusive;
  return (inner.value - outer.value) * side > 0;
}

function sizeHolds(name: SizeName, outer: number | null, inner: number | null): boolean {
  if (outer === null) return true;
  return inner !== null && (name.startsWith('min') ? inner >= outer : inner <= outer);
}

function elementsHold(outer: Shape, inner: Shape, covering: Covering, depth: number): boolean {
  if (outer.prefix.length > 0 || inner.prefix.length > 0) return false;
  return partsHold(outer.items ?? [], inner.items ?? [], covering, depth);
}

function propertiesHold(outer: Shape, inner: Shape, covering: Covering, depth: number): boolean {
  if ([...outer.required].some((name) => !inner.required.has(name))) return false;
  const undocumented = ({ additional }: Shape) => additional ?? (covering.open ? [] : null);
  const [rest, innerRest] = [undocumented(outer), undocumented(inner)];
  for (const name of new Set([...outer.properties.keys(), ...inner.properties.keys()])) {
    const wide = outer.properties.get(name) ?? rest;
    const narrow = inner.properties.get(name) ?? innerRest;
    if (narrow && (!wide || !partsHold(wide, narrow, covering, depth))) return false;
  }
  return innerRest === null || (rest !== null && partsHold(rest, innerRest, covering, depth));
}

function partsHold(outer: Parts, inner: Parts, covering: Covering, depth: number): boolean {
  if (outer.length === 0) return true;
  return holds(covering.outer(outer), covering.inner(inner), covering, depth + 1);
}

/** Whether no value can fit both: they have no type in common, or a property that never has the same value. */
export function areApart(one: Shape, other: Shape, read: ReadShape): boolean {
  if (one.types && other.types && !(one.nullable && other.nullable) && !meet(one, other)) return true;
  if (!(one.nullable && other.nullable) && (isBeside(one, other) || isBeside(other, one))) return true;
  for (const name of one.required) {
    const before = one.properties.get(name);
    const after = other.properties.get(name);
    if (!before || !after || !other.required.has(name)) continue;
    const values = read(before).values;
    const others = values && read(after).values;
    if (others && !shareKey(values, others)) return true;
  }
  return false;
}

/** Whether all that one takes lies below all that the other takes, or both list other values. */
function isBeside(one: Shape, other: Shape): boolean {
  if (one.values && other.values) return !shareKey(one.values, other.values);
  if (isOnly(one, ['string']) && isOnly(other, ['string']))
    return (one.sizes.maxLength ?? Number.POSITIVE_INFINITY) < (other.sizes.minLength ?? 0);
  const { upper } = one;
  const { lower } = other;
  if (!upper || !lower || !isOnly(one, NUMBERS) || !isOnly(other, NUMBERS)) return false;
  return upper.value < lower.value || (upper.value === lower.value && (upper.exclusive || lower.exclusive));
}

function shareKey(one: Values, other: Values): boolean {
  for (const key of one.keys()) if (other.has(key)) return true;
  return false;
}

const NUMBERS = ['number', 'integer'];

function isOnly({ types }: Shape, names: readonly string[]): boolean {
  return types !== null && [...types].every((type) => names.includes(type));
}

function meet({ types: one }: Shape, { types: other }: Shape): boolean {
  const isNumber = (type: string) => type === 'number' || type === 'integer';
  return [...(one ?? [])].some(
    (type) => other?.has(type) || (isNumber(type) && [...(other ?? [])].some(isNumber)),
  );
}
