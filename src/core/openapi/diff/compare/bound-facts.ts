import type { ChangeKey } from '../rules/rules.ts';
import { isSameBound } from '../schema/limits.ts';
import type { Bound, SchemaType, Shape, SizeName } from '../schema/shape.ts';
import { asArgument, factOf, type Pair } from './fact.ts';
import { isMultiple } from './refusing-bounds.ts';

type Limit = 'set' | 'unset' | 'increased' | 'decreased';
type Side = 'minimum' | 'maximum';

const SIZES = [
  { name: 'minLength', facet: 'min-length', type: 'string' },
  { name: 'maxLength', facet: 'max-length', type: 'string' },
  { name: 'minItems', facet: 'min-items', type: 'array' },
  { name: 'maxItems', facet: 'max-items', type: 'array' },
  { name: 'minProperties', facet: 'min-properties', type: 'object' },
  { name: 'maxProperties', facet: 'max-properties', type: 'object' },
] as const satisfies readonly { name: SizeName; facet: string; type: SchemaType }[];

/**
 * Differences of bounds, sizes, patterns and the like. A bound on a type that cannot occur is none; only where
 * it was written before and is now written otherwise, or is new on an object or array, that is told, with `moot` among its arguments.
 */
export function boundFacts(pair: Pair): void {
  const { a, b } = pair;
  const numbers = mayBeNumbers(pair);
  rangeFacts(pair, 'minimum', a.written.lower, b.written.lower, numbers && !isSameBound(a.lower, b.lower));
  rangeFacts(pair, 'maximum', a.written.upper, b.written.upper, numbers && !isSameBound(a.upper, b.upper));
  if (numbers) multipleFacts(pair);
  for (const { name, facet, type } of SIZES) {
    const from = a.sizes[name];
    const to = b.sizes[name];
    const change = changeOf(from, to);
    if (!change) continue;
    const isReal = mayBe(pair, type);
    if (isReal ? isImplied(pair, name) : from === null || to === null) continue;
    pair.tell(factOf(pair, `${facet}.${change}`, argumentsOf(from, to, isReal)));
  }
  if (mayBe(pair, 'array') && a.uniqueItems !== b.uniqueItems) {
    pair.tell(factOf(pair, b.uniqueItems ? 'unique-items.set' : 'unique-items.unset'));
  }
  if (mayBe(pair, 'string')) patternFacts(pair);
}

/** @param isReal false where the bound says nothing, or the same as before in another way */
function rangeFacts(pair: Pair, side: Side, from: Bound | null, to: Bound | null, isReal: boolean): void {
  const isMoot = !mayBeNumbers(pair);
  if (!isReal && (!isMoot || !to || (!from && !isContainer(pair)))) return;
  const args = argumentsOf(from?.value ?? null, to?.value ?? null, isReal);
  if (from && to && from.value === to.value) {
    if (from.exclusive === to.exclusive || isMoot) return;
    pair.tell(factOf(pair, `exclusive-${side}.${to.exclusive ? 'set' : 'unset'}`, args));
    return;
  }
  const change = changeOf(from?.value ?? null, to?.value ?? null);
  const exclusive = (to ?? from)?.exclusive === true;
  if (change) pair.tell(factOf(pair, `${exclusive ? (`exclusive-${side}` as const) : side}.${change}`, args));
}

/** A bound of numbers on an object or an array is likely meant for what is in it. */
function isContainer({ a, b }: Pair): boolean {
  const types = [...(a.types ?? []), ...(b.types ?? [])];
  return types.length > 0 && types.every((type) => type === 'object' || type === 'array');
}

/** So many properties come anyhow where so many are required. */
function isImplied({ a, b }: Pair, name: SizeName): boolean {
  if (name !== 'minProperties') return false;
  const [from, to] = [a.sizes.minProperties ?? 0, b.sizes.minProperties ?? 0];
  return to > from ? to <= a.required.size : from <= b.required.size;
}

function multipleFacts(pair: Pair): void {
  const { a, b } = pair;
  const [from, to] = [a.multipleOf, b.multipleOf];
  if (from === to || isTold(a, b) || isTold(b, a)) return;
  const change = from === null ? 'set' : to === null ? 'unset' : 'changed';
  pair.tell(factOf(pair, `multiple-of.${change}`, argumentsOf(from, to, true)));
}

/** Integers beside numbers of which all integers are multiples: the types tell the difference. */
function isTold(one: Shape, other: Shape): boolean {
  if (other.multipleOf === null || !isWhole(one) || isWhole(other)) return false;
  return isMultiple(one.multipleOf ?? 1, other.multipleOf);
}

function isWhole({ types }: Shape): boolean {
  return types?.has('integer') === true;
}

function patternFacts(pair: Pair): void {
  const from = pair.a.patterns.join(' and ');
  const to = pair.b.patterns.join(' and ');
  if (from === to) return;
  const key: ChangeKey = from === '' ? 'pattern.added' : to === '' ? 'pattern.removed' : 'pattern.changed';
  const args = {
    ...(from !== '' && { from: asArgument(from) }),
    ...(to !== '' && { to: asArgument(to) }),
  };
  if (key === 'pattern.removed' && pair.b.anyPattern) {
    pair.tell(factOf(pair, 'pattern.generalized', args, { otherwise: 'pattern.removed' }));
  } else pair.tell(factOf(pair, key, args));
}

function changeOf(from: number | null, to: number | null): Limit | null {
  if (from === to) return null;
  if (from === null) return 'set';
  if (to === null) return 'unset';
  return to > from ? 'increased' : 'decreased';
}

function argumentsOf(from: number | null, to: number | null, isReal: boolean): Record<string, number | true> {
  return { ...(from !== null && { from }), ...(to !== null && { to }), ...(!isReal && { moot: true }) };
}

/** Integers are numbers. */
function mayBeNumbers({ a, b }: Pair): boolean {
  const isNumeric = (shape: Shape) => takes(shape, 'number') || takes(shape, 'integer');
  return isNumeric(a) && isNumeric(b);
}

function mayBe({ a, b }: Pair, type: SchemaType): boolean {
  return takes(a, type) && takes(b, type);
}

function takes({ types }: Shape, type: SchemaType): boolean {
  return types === null || types.has(type);
}
