import type { ChangeKey } from '../rules.ts';
import type { Bound, SchemaType, Shape, SizeName } from '../schema/shape.ts';
import { asArgument, type Compared, factOf, type Pair } from './fact.ts';

type Limit = 'set' | 'unset' | 'increased' | 'decreased';

const SIZES = [
  ['minLength', 'min-length', 'string'],
  ['maxLength', 'max-length', 'string'],
  ['minItems', 'min-items', 'array'],
  ['maxItems', 'max-items', 'array'],
  ['minProperties', 'min-properties', 'object'],
  ['maxProperties', 'max-properties', 'object'],
] as const satisfies readonly (readonly [SizeName, string, SchemaType])[];

/** Differences of bounds, sizes, patterns and the like. A bound on a type that cannot occur is none. */
export function* boundFacts(pair: Pair): Generator<Compared> {
  const { a, b } = pair;
  if (mayBe(pair, 'number') || mayBe(pair, 'integer')) {
    yield* rangeFacts(pair, 'minimum', a.lower, b.lower);
    yield* rangeFacts(pair, 'maximum', a.upper, b.upper);
    yield* multipleFacts(pair);
  }
  for (const [name, facet, type] of SIZES) {
    const change = mayBe(pair, type) ? changeOf(a.sizes[name], b.sizes[name]) : null;
    if (change) yield factOf(pair, `${facet}.${change}`, argumentsOf(a.sizes[name], b.sizes[name]));
  }
  if (mayBe(pair, 'array') && a.uniqueItems !== b.uniqueItems) {
    yield factOf(pair, b.uniqueItems ? 'unique-items.set' : 'unique-items.unset');
  }
  if (mayBe(pair, 'string')) yield* patternFacts(pair);
}

function* rangeFacts(
  pair: Pair,
  side: 'minimum' | 'maximum',
  from: Bound | null,
  to: Bound | null,
): Generator<Compared> {
  const args = argumentsOf(from?.value ?? null, to?.value ?? null);
  if (from && to && from.value === to.value) {
    if (from.exclusive === to.exclusive) return;
    yield factOf(pair, `exclusive-${side}.${to.exclusive ? 'set' : 'unset'}`, args);
    return;
  }
  const change = changeOf(from?.value ?? null, to?.value ?? null);
  const exclusive = (to ?? from)?.exclusive === true;
  if (change) yield factOf(pair, `${exclusive ? (`exclusive-${side}` as const) : side}.${change}`, args);
}

function* multipleFacts(pair: Pair): Generator<Compared> {
  const from = pair.a.multipleOf;
  const to = pair.b.multipleOf;
  if (from === to) return;
  const change = from === null ? 'set' : to === null ? 'unset' : 'changed';
  yield factOf(pair, `multiple-of.${change}`, argumentsOf(from, to));
}

function* patternFacts(pair: Pair): Generator<Compared> {
  const from = pair.a.patterns.join(' and ');
  const to = pair.b.patterns.join(' and ');
  if (from === to) return;
  const key: ChangeKey = from === '' ? 'pattern.added' : to === '' ? 'pattern.removed' : 'pattern.changed';
  yield factOf(pair, key, {
    ...(from !== '' && { from: asArgument(from) }),
    ...(to !== '' && { to: asArgument(to) }),
  });
}

function changeOf(from: number | null, to: number | null): Limit | null {
  if (from === to) return null;
  if (from === null) return 'set';
  if (to === null) return 'unset';
  return to > from ? 'increased' : 'decreased';
}

function argumentsOf(from: number | null, to: number | null): Record<string, number> {
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}

function mayBe({ a, b }: Pair, type: SchemaType): boolean {
  return takes(a, type) && takes(b, type);
}

function takes({ types }: Shape, type: SchemaType): boolean {
  return types === null || types.has(type);
}
