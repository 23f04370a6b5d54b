import type { Difference } from '../core/drift/difference.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';

/** The differences of two documents for what we use: those of before where the same two were compared already. */
export type ComparedBefore = (
  baseline: ApiDocument,
  document: ApiDocument,
  used: string,
  compare: () => Difference[],
) => Difference[];

/**
 * Remembers comparisons as long as both documents are; the same object is the same content. One that speaks of a day on
 * which something goes is made again: it depends on today.
 */
export function comparedBefore(): ComparedBefore {
  const known = new WeakMap<ApiDocument, WeakMap<ApiDocument, Map<string, Difference[]>>>();
  return (baseline, document, used, compare) => {
    if (baseline === document) return [];
    const to = known.get(baseline) ?? new WeakMap<ApiDocument, Map<string, Difference[]>>();
    known.set(baseline, to);
    const by = to.get(document) ?? new Map<string, Difference[]>();
    to.set(document, by);
    const found = by.get(used) ?? compare();
    if (!found.some(({ rule }) => rule.includes('sunset'))) by.set(used, found);
    return found;
  };
}
