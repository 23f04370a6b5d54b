import type { Claim } from '../diff/proof.ts';
import type { Refusal } from '../judge/judge.ts';
import type { Schema } from '../judge/schema.ts';
import type { Aim, Sides } from './aim.ts';
import { freshName, refutations } from './refute.ts';
import type { Demand, Flatten } from './spec.ts';

/** Which keywords refuse where a facet is narrower. */
interface Refusing {
  /** As the judge writes them. */
  keywords: string[];
  /** For keywords with schemas inside: how a refusal inside one is known by its place in the schema. */
  inside?: RegExp;
}

const CHOICE = ['anyOf', 'oneOf'];
const LISTS: Refusing = { keywords: ['enum', 'const', ...CHOICE] };
const LOWER: Refusing = { keywords: ['minimum', 'exclusiveMinimum'] };
const UPPER: Refusing = { keywords: ['maximum', 'exclusiveMaximum'] };
const CONDITION: Refusing = { keywords: ['if'], inside: /\/(if|then|else)(\/|$)/ };

/** By facet, or by the keyword that `schema.undecided` names; for others the keyword of the same name refuses. */
const REFUSING = new Map<string, Refusing>([
  ['type', { keywords: ['type', 'enum', 'const', ...CHOICE] }],
  ['enum', LISTS],
  ['const', LISTS],
  ['minimum', LOWER],
  ['exclusiveMinimum', LOWER],
  ['maximum', UPPER],
  ['exclusiveMaximum', UPPER],
  ['pattern', { keywords: ['$pattern', 'pattern'] }],
  ['if', CONDITION],
  ['then', CONDITION],
  ['else', CONDITION],
  [
    'additionalProperties',
    {
      keywords: ['additionalProperties', 'unevaluatedProperties'],
      inside: /\/(additional|unevaluated)Properties(\/|$)/,
    },
  ],
  [
    'unevaluatedProperties',
    {
      keywords: ['unevaluatedProperties', 'additionalProperties'],
      inside: /\/(additional|unevaluated)Properties(\/|$)/,
    },
  ],
  ['patternProperty', { keywords: ['$patterns'], inside: /\/patternProperties(\/|$)/ }],
  ['patternProperties', { keywords: ['$patterns'], inside: /\/patternProperties(\/|$)/ }],
  ['dependentSchema', { keywords: ['dependentSchemas'], inside: /\/dependentSchemas(\/|$)/ }],
  ['dependentSchemas', { keywords: ['dependentSchemas'], inside: /\/dependentSchemas(\/|$)/ }],
  [
    'prefixItems',
    {
      keywords: ['prefixItems', 'items', 'unevaluatedItems'],
      inside: /\/(prefixItems|items|unevaluatedItems)(\/|$)/,
    },
  ],
  ['items', { keywords: ['items'], inside: /\/items(\/|$)/ }],
  [
    'unevaluatedItems',
    { keywords: ['unevaluatedItems', 'items'], inside: /\/(unevaluatedItems|items)(\/|$)/ },
  ],
  ['contains', { keywords: ['contains', 'minContains', 'maxContains'] }],
  ['minContains', { keywords: ['contains', 'minContains'] }],
  ['propertyNames', { keywords: ['propertyNames'], inside: /\/propertyNames(\/|$)/ }],
  ['oneOf', { keywords: CHOICE }],
  ['anyOf', { keywords: CHOICE }],
]);

/** What shows that a keyword of the refusing side takes less. */
export function keywordAim({ rule, fact }: Claim, sides: Sides, flatten: Flatten): Aim {
  const name = rule.facet === 'schema' ? String(fact.args.keyword ?? '') : camelCase(rule.facet);
  const { keywords, inside } = REFUSING.get(name) ?? { keywords: [name] };
  const wanted = new Set(keywords);
  return {
    demands: (function* () {
      if (wanted.has('additionalProperties')) yield extra(sides, flatten);
      yield* refutations(sides.refuses, wanted, flatten, inside ? 2 : 0);
    })(),
    counts: inside ? ({ among, by }) => !among && inside.test(by) : atThePlace(wanted),
  };
}

/** True for refusals of the value itself by one of the keywords. */
export function atThePlace(keywords: ReadonlySet<string>): (refusal: Refusal) => boolean {
  return ({ at, keyword, among }) => at === '' && !among && (keywords.has(keyword) || keyword === 'false');
}

/** A property that neither side documents. */
function extra({ takes, refuses }: Record<'takes' | 'refuses', readonly Schema[]>, flatten: Flatten): Demand {
  const name = freshName([...flatten(takes).plain, ...flatten(refuses).plain]);
  return { type: ['object'], required: [name] };
}

function camelCase(facet: string): string {
  return facet.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
