import type { ApiDocument } from '../../document/types.ts';
import type { Group } from '../schema/shape.ts';
import { type Compared, factOf, type Pair } from './fact.ts';
import {
  type Alternative,
  alternativeOf,
  alternativesIn,
  labelOf,
  matchAlternatives,
} from './match-alternatives.ts';
import type { Readers } from './property-facts.ts';

/** The documents of a pair. */
export interface Documents {
  a: ApiDocument;
  b: ApiDocument;
}

/** Differences of `oneOf`, `anyOf` and discriminators, and the alternatives to compare further. */
export function* alternativeFacts(pair: Pair, documents: Documents, readers: Readers): Generator<Compared> {
  yield* discriminatorFacts(pair);
  const { a, b } = pair;
  if (a.groups.length !== b.groups.length) {
    const counts = [a.groups.length, b.groups.length];
    if (Math.max(...counts) > 1) yield factOf(pair, 'schema.undecided', { keyword: 'oneOf' });
    return;
  }
  for (const [index, before] of a.groups.entries()) {
    const after = b.groups[index] as Group;
    const found = matchAlternatives(
      alternativesIn(documents.a, before, readers.a),
      alternativesIn(documents.b, after, readers.b),
    );
    for (const [one, other] of found.pairs) {
      yield { edge: { step: labelOf(one), baseline: [one.at], observed: [other.at] } };
    }
    for (const one of found.removed) yield changed(pair, before.kind, 'removed', one);
    for (const one of found.added) yield changed(pair, after.kind, 'added', one);
  }
}

/**
 * Where only one side has a choice: compares the other side with the alternative that is like it, and gives
 * the rest of the choice as added or removed.
 *
 * @returns false, and yields nothing, where no alternative is like the other side
 */
export function* wrapFacts(pair: Pair, documents: Documents, readers: Readers): Generator<Compared, boolean> {
  const { a, b, parts } = pair;
  const group = a.groups[0] ?? b.groups[0];
  if (!group || a.groups.length + b.groups.length !== 1) return false;
  const wrapped = b.groups.length === 1;
  const choice = wrapped
    ? alternativesIn(documents.b, group, readers.b)
    : alternativesIn(documents.a, group, readers.a);
  const single = wrapped
    ? alternativeOf(documents.a, a, parts.baseline)
    : alternativeOf(documents.b, b, parts.observed);
  const untagged = choice.map((one): Alternative => ({ ...one, tag: null }));
  const [match] = matchAlternatives([single], untagged).pairs;
  const same = match ? choice[untagged.indexOf(match[1])] : undefined;
  if (!same) return false;
  yield {
    edge: wrapped
      ? { step: '', baseline: parts.baseline, observed: [same.at] }
      : { step: '', baseline: [same.at], observed: parts.observed },
  };
  for (const one of choice) {
    if (one !== same) yield changed(pair, group.kind, wrapped ? 'added' : 'removed', one);
  }
  return true;
}

function* discriminatorFacts(pair: Pair): Generator<Compared> {
  const from = pair.a.discriminator;
  const to = pair.b.discriminator;
  if (!from && !to) return;
  if (!from || !to) {
    const args = { property: (to ?? from)?.property ?? '' };
    yield factOf(pair, to ? 'discriminator.added' : 'discriminator.removed', args);
    return;
  }
  if (from.property !== to.property) {
    yield factOf(pair, 'discriminator.property-name-changed', { from: from.property, to: to.property });
  }
  for (const value of to.mapping.keys()) {
    if (!from.mapping.has(value)) yield factOf(pair, 'discriminator.mapping-added', { value });
  }
  for (const value of from.mapping.keys()) {
    if (!to.mapping.has(value)) yield factOf(pair, 'discriminator.mapping-deleted', { value });
  }
}

function changed(
  pair: Pair,
  kind: Group['kind'],
  change: 'added' | 'removed',
  alternative: Alternative,
): Compared {
  const { pointer } = alternative.at;
  return factOf(
    pair,
    `${kind}.${change}`,
    { alternative: alternative.tag ?? alternative.name ?? alternative.content() },
    {
      pointer:
        change === 'added'
          ? { baseline: pair.a.pointer, observed: pointer }
          : { baseline: pointer, observed: pair.b.pointer },
    },
  );
}
