import type { Level } from '../../../drift/difference.ts';
import type { Facet } from '../../../drift/facet.ts';
import type { RuleRow, Site } from './rule-table.ts';

/**
 * One change of a facet at all sites of a schema: `[facet, change, end of the ids, levels]`. An id is its site,
 * a dash and that end. The levels are letters, one for each of {@link SCHEMA_SITES}: `b`reaking, `w`arning,
 * `i`nfo, `-` where the site has no rule of its own.
 */
export type FacetRow = readonly [Facet, string, string, string];

/** Sites of schemas in the order of the letters of a {@link FacetRow}. */
export const SCHEMA_SITES = [
  'request-body',
  'request-property',
  'request-parameter',
  'request-parameter-property',
  'response-body',
  'response-property',
  'response-header',
] as const satisfies readonly Site[];

const LEVELS: Record<string, Level> = { b: 'breaking', w: 'warning', i: 'info' };

/** The rules that rows of facets stand for, site by site. */
export function rulesOf(rows: readonly FacetRow[]): RuleRow[] {
  return rows.flatMap(([facet, change, end, levels]) => {
    const letters = levels.replace(' ', '');
    return SCHEMA_SITES.flatMap((site, index): RuleRow[] => {
      const level = LEVELS[letters[index] ?? '-'];
      return level ? [[`${site}-${end}`, level, site, facet, change]] : [];
    });
  });
}
