import type { Difference, Level, Proof } from '../../../drift/difference.ts';
import type { Facet } from '../../../drift/facet.ts';
import { type ChangeKey, ROWS, type Site } from './rule-table.ts';

export type { ChangeKey } from './rule-table.ts';

/** One rule. `level` is the catalogue's opinion for the world. */
export interface Rule {
  id: string;
  level: Level;
  direction: Difference['direction'];
  site: Site;
  facet: Facet;
  change: string;
  key: ChangeKey;
}

/** All rules in the order of the table. */
export const RULES: readonly Rule[] = ROWS.map(([id, level, site, facet, change]) => ({
  id,
  level,
  direction: directionOf(site),
  site,
  facet,
  change,
  key: `${facet}.${change}` as ChangeKey,
}));

const byId = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));
const byCell = new Map<string, Rule>(RULES.map((rule) => [`${rule.site} ${rule.key}`, rule]));

/** Where the catalogue has no rule for a site, that of a wider one is used. */
const WIDER: Partial<Record<Site, Site>> = {
  'request-body': 'request-property',
  'request-parameter': 'request-property',
  'request-parameter-property': 'request-parameter',
  'request-header-property': 'request-parameter-property',
  'response-body': 'response-property',
  'response-header': 'response-property',
};

function widerThan(site: Site, key: ChangeKey): Site | undefined {
  const isOwn = OF_PARAMETERS_AS_SUCH.test(key);
  return isOwn && site === 'request-parameter-property' ? 'request-property' : WIDER[site];
}

/** What is said of a parameter as such; said of a part of it, it is about a property. */
const OF_PARAMETERS_AS_SUCH = /^(required|default|deprecated|sunset|stability)\./;

/** The rule of an id, or null where there is none. */
export function findRule(id: string): Rule | null {
  return byId.get(id) ?? null;
}

/**
 * The rule for a change of a facet at a site, or at the nearest wider site that has one.
 * Null where the catalogue holds the change to be nothing worth telling.
 */
export function ruleFor(site: Site, key: ChangeKey): Rule | null {
  const atSite = found.get(site) ?? new Map<ChangeKey, Rule | null>();
  found.set(site, atSite);
  const known = atSite.get(key);
  if (known !== undefined) return known;
  const rule = lookFor(site, key);
  atSite.set(key, rule);
  return rule;
}

/** Rules are asked for at each of ten thousands of places. */
const found = new Map<Site, Map<ChangeKey, Rule | null>>();

function lookFor(site: Site, key: ChangeKey): Rule | null {
  for (let at: Site | undefined = site; at; at = widerThan(at, key)) {
    const rule = byCell.get(`${at} ${key}`);
    if (rule) return rule;
  }
  return null;
}

/** How a claim of a rule is known without a witness: from structure alone, by policy, or not yet. */
export function proofOf({ facet, key }: Rule): Proof {
  if (POLICY.has(facet)) return 'policy';
  if (key === 'schema.undecided') return 'undecided';
  return STRUCTURAL.has(facet) || STATED.has(key) ? 'structural' : 'undecided';
}

/** Changes of what is only stated, among those of sets of values. */
const STATED = new Set<ChangeKey>([
  'enum.extensible-value-removed',
  'all-of.added-annotation-only',
  'all-of.removed-annotation-only',
]);

const POLICY = new Set<Facet>(['deprecated', 'sunset', 'stability', 'version']);
const STRUCTURAL = new Set<Facet>([
  'operation',
  'path',
  'status',
  'media-type',
  'body',
  'parameter',
  'header',
  'property',
  'required',
  'default',
  'read-only',
  'write-only',
  'discriminator',
  'content-media-type',
  'content-encoding',
  'security',
  'security-scheme',
  'server',
  'operation-id',
  'tag',
  'schema',
  'style',
  'explode',
  'allow-reserved',
  'allow-empty-value',
  'serialization',
  'encoding',
  'link',
]);

function directionOf(site: Site): Difference['direction'] {
  if (site.startsWith('request-')) return 'request';
  return site.startsWith('response-') ? 'response' : 'none';
}
