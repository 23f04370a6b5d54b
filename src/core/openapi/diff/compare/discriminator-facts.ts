import { referenceOf } from '../../document/reference.ts';
import type { Shape } from '../schema/shape.ts';
import { factOf, type Pair } from './fact.ts';

/** Differences of `discriminator`. */
export function discriminatorFacts(pair: Pair): void {
  const from = pair.a.discriminator;
  const to = pair.b.discriminator;
  if (!from && !to) return;
  if (!from || !to) {
    const args = { property: (to ?? from)?.property ?? '' };
    pair.tell(factOf(pair, to ? 'discriminator.added' : 'discriminator.removed', args));
    return;
  }
  if (from.property !== to.property) {
    pair.tell(factOf(pair, 'discriminator.property-name-changed', { from: from.property, to: to.property }));
  }
  const names = namesOf(pair.b);
  for (const [value, target] of to.mapping) {
    const before = from.mapping.get(value);
    if (before === undefined) pair.tell(factOf(pair, 'discriminator.mapping-added', { value }));
    else if (isMoved(nameOf(before), nameOf(target), names)) {
      pair.tell(
        factOf(pair, 'discriminator.mapping-changed', {
          value,
          from: nameOf(before),
          to: nameOf(target),
        }),
      );
    }
  }
  for (const value of from.mapping.keys()) {
    if (!to.mapping.has(value)) pair.tell(factOf(pair, 'discriminator.mapping-deleted', { value }));
  }
}

/** Another name alone is none: a component may be called otherwise. It is, if what it named is still there. */
function isMoved(from: string, to: string, names: ReadonlySet<string>): boolean {
  return from !== to && (names.has(from) || !names.has(to));
}

/** Names of the components that are alternatives. */
function namesOf({ groups }: Shape): Set<string> {
  return new Set(
    groups.flatMap((group) =>
      group.alternatives
        .map(({ value }) => referenceOf(value))
        .flatMap((one) => (one === null ? [] : [nameOf(one)])),
    ),
  );
}

function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
