import type { ApiDocument, Operation } from '../document/types.ts';

/** Which operations of two documents are the same one. */
export interface Pairing {
  /** The baseline's operations in its order, each with its like in the other document. */
  known: { baseline: Operation; observed: Operation | null }[];
  /** Operations of the other document that are nobody's like, in its order. */
  added: Operation[];
}

/** Pairs operations by method and path template; among several that share a template, by the names in it. */
export function pairOperations(baseline: ApiDocument, observed: ApiDocument): Pairing {
  const left = Map.groupBy(observed.operations, (operation) => operation.key);
  const known = baseline.operations.map((before) => {
    const candidates = left.get(before.key) ?? [];
    const named = candidates.findIndex((operation) => operation.path === before.path);
    const [after] = candidates.splice(Math.max(0, named), 1);
    return { baseline: before, observed: after ?? null };
  });
  const added = observed.operations.filter((operation) => left.get(operation.key)?.includes(operation));
  return { known, added };
}
