import type { Difference } from '../../drift/difference.ts';
import type { ApiDocument } from '../document/types.ts';
import { pairGraphOf } from './compare/pair-graph.ts';
import { componentDifferences, webhookDifferences } from './diff-components.ts';
import { type Context, diffOperations } from './diff-operations.ts';
import { documentSecurityDifferences } from './diff-security.ts';
import { emitPlace } from './emit-place.ts';

/** What else a diff may know. */
export interface DiffOptions {
  /** ISO day: tells whether a removed operation's sunset had come. Without it, it counts as come. */
  today?: string;
}

/**
 * The differences between an agreed document and an observed one, in the order of the baseline's operations.
 * Documents that mean the same give none. Requests are read as the provider's document says, responses as
 * an open-world reader would: undocumented properties are taken, unknown values, types and alternatives not.
 *
 * Each pair of schemas is compared once for requests, parameters and responses; a difference in a shared
 * schema is told at each place that reaches it (see `emitPlace` for the limit on circular schemas).
 *
 * @throws ForewarnError `input` where a schema's reference leads nowhere
 */
export function diffDocuments(
  baseline: ApiDocument,
  observed: ApiDocument,
  options: DiffOptions = {},
): Difference[] {
  const graph = pairGraphOf(baseline, observed);
  const context: Context = { baseline, observed, graph, today: options.today ?? null };
  const found = [
    ...documentSecurityDifferences(baseline, observed),
    ...diffOperations(context),
    ...webhookDifferences(baseline, observed),
  ];
  graph.settle();
  const differences: Difference[] = [];
  for (const one of found) {
    if (!('place' in one)) differences.push(one);
    else for (const difference of emitPlace(one.place)) differences.push(difference);
  }
  differences.push(...componentDifferences(baseline, observed, graph.met()));
  return differences;
}
