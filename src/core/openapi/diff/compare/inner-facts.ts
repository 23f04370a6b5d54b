import { contentKey } from '../../document/content-key.ts';
import type { ApiDocument } from '../../document/types.ts';
import type { Parts, Shape } from '../schema/shape.ts';
import type { Documents } from './alternative-facts.ts';
import { factOf, type Pair } from './fact.ts';

/** Elements of arrays, values of maps, and whether undocumented properties are taken. */
export function innerFacts(pair: Pair, documents: Documents): void {
  const { a, b } = pair;
  if (a.prefix.length + b.prefix.length > 0) prefixFacts(pair, documents);
  if (a.items || b.items)
    pair.tell({ edge: { step: '/*', baseline: a.items ?? [], observed: b.items ?? [] } });
  undocumentedFacts(pair);
}

function undocumentedFacts(pair: Pair): void {
  const { a, b } = pair;
  if (pair.reading === 'response' && a.besideClosed.length + b.besideClosed.length > 0) {
    const [baseline, observed] = [a.additional ?? a.besideClosed, b.additional ?? b.besideClosed];
    pair.tell({ edge: { step: '/{*}', baseline, observed } });
  }
  const isUnevaluated = (shape: Shape) => shape.additionalBy === 'unevaluatedProperties';
  if (isUnevaluated(b) && a.additionalBy === null) {
    pair.tell(factOf(pair, 'unevaluated-properties.added'));
  } else if (isUnevaluated(a) && b.additionalBy === null) {
    pair.tell(factOf(pair, 'unevaluated-properties.removed'));
  } else if (a.additional && b.additional) {
    if (a.additional.length + b.additional.length > 0) {
      pair.tell({ edge: { step: '/{*}', baseline: a.additional, observed: b.additional } });
    }
  } else if (a.additional && isObjectAlone(b)) {
    pair.tell(factOf(pair, 'additional-properties.forbidden'));
  } else if (b.additional && isObjectAlone(a)) {
    pair.tell(factOf(pair, 'additional-properties.allowed'));
  }
}

/** A position that only one side writes out is compared with what the other says of the rest. */
function prefixFacts({ ...pair }: Pair, documents: Documents): void {
  const { a, b } = pair;
  const [from, to] = [a.prefix.length, b.prefix.length];
  for (let index = 0; index < Math.max(from, to); index++) {
    const baseline = a.prefix[index] ?? a.items ?? [];
    const observed = b.prefix[index] ?? b.items ?? [];
    // Where no rest was allowed, a position that is written out is only one more.
    if (!isNothing(baseline) && !isNothing(observed)) pair.tell({ edge: { step: '/*', baseline, observed } });
  }
  const extra = to > from ? b.prefix.slice(from) : a.prefix.slice(to);
  const rest = to > from ? b.items : a.items;
  const document = to > from ? documents.b : documents.a;
  if (extra.every((parts) => contentOf(document, parts) === contentOf(document, rest ?? []))) return;
  pair.tell(factOf(pair, to > from ? 'prefix-items.added' : 'prefix-items.removed', { from, to }));
}

function isNothing(parts: Parts): boolean {
  return parts.some(({ value }) => value === false);
}

function contentOf({ raw }: ApiDocument, parts: Parts): string {
  return parts
    .map((at) => contentKey(raw, at))
    .sort()
    .join(' ');
}

function isObjectAlone({ types, additional }: Shape): boolean {
  return additional === null && types?.has('object') === true;
}
