import { canonicalJson } from '../../../canonical-json.ts';
import type { Json } from '../../../json.ts';
import type { ChangeKey } from '../rules/rules.ts';
import type { Shape } from '../schema/shape.ts';
import { asArgument, factOf, type Pair } from './fact.ts';

type Values = NonNullable<Shape['values']>;

/** Most values that one difference lists. */
const MOST_LISTED = 50;

/** Differences of `enum` and `const`. */
export function valueFacts(pair: Pair): void {
  const { a, b } = pair;
  if (!a.values && !b.values) return;
  if (!a.values) {
    pair.tell(
      b.isConst ? factOf(pair, 'const.added', { to: only(b) }) : factOf(pair, 'enum.set', { to: listed(b) }),
    );
  } else if (!b.values) {
    pair.tell(a.isConst ? factOf(pair, 'const.removed', { from: only(a) }) : factOf(pair, 'enum.unset'));
  } else if (a.isConst && b.isConst) {
    if (canonicalJson(only(a)) !== canonicalJson(only(b))) {
      pair.tell(factOf(pair, 'const.changed', { from: only(a), to: only(b) }));
    }
  } else {
    eachBeyond(pair, b.values, a.values, 'enum.value-added');
    eachBeyond(pair, a.values, b.values, 'enum.value-removed');
  }
}

/** Tells each value that the others are not. */
function eachBeyond(pair: Pair, values: Values, others: Values, key: ChangeKey): void {
  values.forEach((value, at) => {
    if (!others.has(at)) pair.tell(factOf(pair, key, { value: asArgument(value) }));
  });
}

/** Values that `x-extensible-enum` no longer lists; that it lists more says nothing new. */
export function extensibleFacts(pair: Pair): void {
  const { a, b } = pair;
  if (pair.reading === 'response' || a.extensible.length === 0 || b.extensible.length === 0) return;
  const after = new Set(b.extensible.map(canonicalJson));
  for (const value of a.extensible) {
    if (!after.has(canonicalJson(value))) {
      pair.tell(factOf(pair, 'enum.extensible-value-removed', { value: asArgument(value) }));
    }
  }
}

/** Differences of `default`; what a required parameter would be by default does not matter. */
export function defaultFacts(pair: Pair): void {
  const { a, b } = pair;
  if (a.default === undefined && b.default === undefined) return;
  const from = asArgument(a.default);
  const to = asArgument(b.default);
  if (a.default === undefined) pair.tell(factOf(pair, 'default.added', { to }));
  else if (b.default === undefined) pair.tell(factOf(pair, 'default.removed', { from }));
  else if (canonicalJson(a.default) !== canonicalJson(b.default)) {
    pair.tell(factOf(pair, 'default.changed', { from, to }));
  }
}

function only({ values }: Shape): Json {
  return asArgument([...(values?.values() ?? [])][0]);
}

function listed({ values }: Shape): Json[] {
  return [...(values?.values() ?? [])].slice(0, MOST_LISTED).map(asArgument);
}
