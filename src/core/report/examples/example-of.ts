import type { Rule } from '../../openapi/diff/rules.ts';
import { documentAround, documentAt } from './documents.ts';
import type { Example } from './example.ts';
import { LIFECYCLE_EXAMPLES } from './lifecycle-examples.ts';
import { OPERATION_EXAMPLES } from './operation-examples.ts';
import { PROPERTY_CHANGES } from './property-changes.ts';
import { STRUCTURE_CHANGES } from './structure-changes.ts';
import { VALUE_CHANGES } from './value-changes.ts';
import { WIRE_EXAMPLES } from './wire-examples.ts';

const WRITTEN: Record<string, Example> = {
  ...LIFECYCLE_EXAMPLES,
  ...OPERATION_EXAMPLES,
  ...WIRE_EXAMPLES,
};

/**
 * Two documents between which a rule tells the one difference: written for rules of operations and of the wire, made
 * of the rule's site and of what changes in a schema for all others. Null for what only a live look can show.
 */
export function exampleOf({ id, site, key }: Pick<Rule, 'id' | 'site' | 'key'>): Example | null {
  const written = WRITTEN[id];
  if (written) return written;
  const around = site.endsWith('-property') ? PROPERTY_CHANGES[key] : undefined;
  if (around) return { baseline: documentAround(site, around[0]), observed: documentAround(site, around[1]) };
  const change = VALUE_CHANGES[key] ?? STRUCTURE_CHANGES[key];
  return change ? { baseline: documentAt(site, change[0]), observed: documentAt(site, change[1]) } : null;
}
