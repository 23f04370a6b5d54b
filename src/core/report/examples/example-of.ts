import type { Site } from '../../openapi/diff/rules/rule-table.ts';
import type { ChangeKey, Rule } from '../../openapi/diff/rules/rules.ts';
import { documentAround, documentAt } from './documents.ts';
import { back, type Example, exampleFrom } from './example.ts';
import { LIFECYCLE_EXAMPLES } from './lifecycle-examples.ts';
import { OPERATION_EXAMPLES } from './operation-examples.ts';
import { PROPERTY_CHANGES } from './property-changes.ts';
import { STRUCTURE_CHANGES } from './structure-changes.ts';
import { TEXT_EXAMPLES } from './text-examples.ts';
import { VALUE_CHANGES } from './value-changes.ts';
import { WIRE_EXAMPLES } from './wire-examples.ts';

const WRITTEN: Record<string, Example> = {
  ...LIFECYCLE_EXAMPLES,
  ...OPERATION_EXAMPLES,
  ...TEXT_EXAMPLES,
  ...WIRE_EXAMPLES,
};

/** What a change means beside what its rule says: a member of `allOf` that holds tells what it holds, too. */
const BESIDES: Partial<Record<ChangeKey, (site: Site) => string[]>> = {
  'all-of.added': (site) => [`${directionOf(site)}-property-became-required`],
  'all-of.removed': (site) => [`${directionOf(site)}-property-became-optional`],
  'prefix-items.added': (site) => [`${directionOf(site)}-property-type-changed`],
  'prefix-items.removed': (site) => [`${directionOf(site)}-property-type-changed`],
  'if.added': (site) => [`${site}-then-added`],
  'if.removed': (site) => [`${site}-then-removed`],
};

/** What fits the reader is narrower in a response. */
const TURNED = new Set<ChangeKey>(['format.generalized']);

/** What was only answered before is, where it must be sent now, newly required too. */
const PROPERTY_BESIDES: Record<string, readonly string[]> = {
  'request-required-property-became-not-read-only': ['request-property-became-required'],
};

function directionOf(site: Site): string {
  return site.startsWith('request-') ? 'request' : 'response';
}

/**
 * Two documents between which a rule tells the one difference: written for rules of operations and of the wire, made
 * of the rule's site and of what changes in a schema for all others. Null for what only a live look can show.
 */
export function exampleOf({ id, site, key }: Pick<Rule, 'id' | 'site' | 'key'>): Example | null {
  const whole = WRITTEN[id];
  if (whole) return whole;
  const around = site.endsWith('-property') ? PROPERTY_CHANGES[key] : undefined;
  if (around) {
    const besides = PROPERTY_BESIDES[id];
    return { ...exampleFrom((schema) => documentAround(site, schema), around), ...(besides && { besides }) };
  }
  const written = VALUE_CHANGES[key] ?? STRUCTURE_CHANGES[key];
  if (!written) return null;
  const change = site.startsWith('response-') && TURNED.has(key) ? back(written) : written;
  const besides = BESIDES[key]?.(site);
  return { ...exampleFrom((schema) => documentAt(site, schema), change), ...(besides && { besides }) };
}
