import type { Demand } from './spec.ts';

/**
 * Numbers that fit the conjunction, as far as bounds and divisors tell; small ones first.
 *
 * @param kind whole numbers only, or only such as are not whole
 */
export function* numbersFor(plain: readonly Demand[], kind: 'integer' | 'fraction'): Generator<number> {
  const lower = Math.max(
    ...plain.map(({ minimum, exclusiveMinimum }) =>
      Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY),
    ),
  );
  const upper = Math.min(
    ...plain.map(({ maximum, exclusiveMaximum }) =>
      Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY),
    ),
  );
  const divisors = plain.flatMap(({ multipleOf }) => (multipleOf === undefined ? [] : [multipleOf]));
  const wanted = Math.max(0, ...plain.map(({ $many }) => $many ?? 0));
  const given = new Set<number>();
  for (const number of guesses(lower, upper, divisors, kind, wanted)) {
    if (given.has(number) || !Number.isFinite(number)) continue;
    if (Number.isInteger(number) !== (kind === 'integer')) continue;
    if (!plain.every((schema) => isWithin(schema, number))) continue;
    given.add(number);
    yield number;
  }
}

function* guesses(
  lower: number,
  upper: number,
  divisors: readonly number[],
  kind: 'integer' | 'fraction',
  wanted: number,
): Generator<number> {
  const ends = [lower, upper].filter(Number.isFinite);
  if (kind === 'integer') {
    yield* [1, 0, 2, -1];
    for (const end of ends)
      for (const step of [0, 1, -1]) yield (step < 0 ? Math.floor(end) : Math.ceil(end)) + step;
    yield* [3, 5, 7, 10, 11, 13, 17, 19, 23, 29, 100, 1000, -10];
  } else {
    yield* [0.5, 1.5];
    for (const end of ends) for (const step of [0, 0.5, -0.5, 0.01, -0.01]) yield end + step;
    yield (lower + upper) / 2;
    yield* [-0.5, 0.25, 0.1, 0.001];
  }
  const base = Number.isFinite(lower)
    ? Math.ceil(lower)
    : Number.isFinite(upper)
      ? Math.floor(upper) - wanted
      : 0;
  for (let index = 0; index < wanted; index++) yield kind === 'integer' ? base + index : base + index + 0.5;
  for (const divisor of divisors) {
    const from = Number.isFinite(lower)
      ? Math.ceil(lower / divisor)
      : Number.isFinite(upper)
        ? Math.floor(upper / divisor) - 3
        : 0;
    for (let times = from; times < from + 8 + wanted; times++)
      yield Number((times * divisor).toPrecision(12));
  }
}

function isWithin(schema: Demand, number: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (minimum !== undefined && number < minimum) return false;
  if (maximum !== undefined && number > maximum) return false;
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum) return false;
  return exclusiveMaximum === undefined || number < exclusiveMaximum;
}
