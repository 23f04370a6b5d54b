import { RULES } from '../../../src/core/openapi/diff/rules/rules.ts';

/** Ends of changes that undo each other. */
const TURNED: readonly (readonly [string, string])[] = [
  ['added', 'removed'],
  ['set', 'unset'],
  ['increased', 'decreased'],
  ['value-added', 'value-removed'],
  ['became-required', 'became-optional'],
  ['allowed', 'forbidden'],
];

const turned = new Map(TURNED.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** Facets of schemas whose changes come in pairs; what only changed is its own inverse. */
const FACETS = new Set([
  'required',
  'nullable',
  'enum',
  'const',
  'pattern',
  'minimum',
  'maximum',
  'exclusive-minimum',
  'exclusive-maximum',
  'multiple-of',
  'min-length',
  'max-length',
  'min-items',
  'max-items',
  'unique-items',
  'min-properties',
  'max-properties',
  'additional-properties',
  'one-of',
  'any-of',
  'not',
  'prefix-items',
  'contains',
  'min-contains',
  'max-contains',
  'unevaluated-items',
  'dependent-required',
  'dependent-schema',
  'pattern-property',
  'property-names',
  'if',
  'then',
  'else',
  'content-schema',
]);

/** Changes whose inverse is told by another change of the same facet at the same place. */
export const INVERSES: ReadonlySet<string> = new Set(
  RULES.filter(({ facet, change }) => FACETS.has(facet) && (turned.has(change) || change === 'changed')).map(
    ({ key }) => key,
  ),
);

/** `minimum.increased` for `minimum.decreased`; what only changed, changes back. */
export function inverseOf(key: string): string {
  const [facet, change = ''] = key.split('.');
  return `${facet}.${turned.get(change) ?? change}`;
}
