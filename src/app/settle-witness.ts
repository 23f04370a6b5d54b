import type { Difference, Witness } from '../core/drift/difference.ts';
import { operationOf } from '../core/drift/subject.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { liftWitness, placedWitness } from '../core/openapi/witness/lift.ts';

/** How far the witnesses of a comparison are followed. */
export interface Settling {
  baseline: ApiDocument;
  observed: ApiDocument;
  /** Keys of operations that we use: their witnesses are made whole first of all. */
  used?: ReadonlySet<string>;
  /** Witnesses that are made whole; each costs about as much as finding it. */
  most: number;
  /** Says by another judge whether a whole witness of something breaking holds; null where it cannot say. */
  confirm?: (difference: Difference, witness: Witness) => boolean | null;
}

/**
 * Makes what settles differences, one after the other: the first place of a fact, and the first one that we use, get
 * the whole body or parameter as witness; the others keep the inner value, with `at`. What the other judge denies is
 * undecided, at every place.
 */
export function settleWitness(settling: Settling): (difference: Difference) => Difference {
  const { used, most, confirm, ...documents } = settling;
  const lifted = new Set<string>();
  const names = new Map<Witness, number>();
  const denied = new Set<Witness>();
  const isFirst = (inner: Witness, difference: Difference): boolean => {
    if (lifted.size >= most) return false;
    const name = names.get(inner) ?? names.size;
    names.set(inner, name);
    const key = `${name} ${used?.has(operationOf(difference.subject)) === true}`;
    return !lifted.has(key) && lifted.add(key).size > 0;
  };
  return (difference) => {
    const { witness: inner, ...rest } = difference;
    if (!inner || inner.refusedBy === 'pact') return difference;
    if (denied.has(inner)) return { ...rest, proof: 'undecided' };
    const witness = isFirst(inner, difference)
      ? liftWitness(documents, difference)
      : placedWitness(difference);
    if (!witness) return difference;
    const isShown = difference.level === 'breaking' && witness.at === undefined;
    if (!isShown || confirm?.(difference, witness) !== false) return { ...rest, witness };
    denied.add(inner);
    return { ...rest, proof: 'undecided' };
  };
}
