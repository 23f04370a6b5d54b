import { LIVE_ROWS } from '../../openapi/diff/rules/live-rows.ts';
import type { Rule } from '../../openapi/diff/rules/rules.ts';

/** What rules are about, in the order of the pages; the words are the pages' titles. */
export const AREAS = {
  operations: 'Operations and paths',
  lifecycle: 'Deprecation, sunset, stability and versions',
  parameters: 'Parameters',
  'request-bodies': 'Request bodies',
  'request-properties': 'Properties of requests',
  responses: 'Responses',
  'response-properties': 'Properties of responses',
  'response-headers': 'Response headers',
  security: 'Credentials',
  servers: 'Servers',
  webhooks: 'Webhooks and callbacks',
  live: 'Seen live',
} as const;

export type Area = keyof typeof AREAS;

const LIVE = new Set<string>(LIVE_ROWS.map(([id]) => id));

/** The area that a rule belongs to. */
export function areaOf({ id, site, facet }: Pick<Rule, 'id' | 'site' | 'facet'>): Area {
  if (LIVE.has(id)) return 'live';
  if (/^(webhook|callback)-/.test(id)) return 'webhooks';
  if (facet === 'security' || facet === 'security-scheme') return 'security';
  if (facet === 'server') return 'servers';
  if (LIFECYCLE.has(facet)) return 'lifecycle';
  switch (site) {
    case 'document':
    case 'operation':
      return 'operations';
    case 'request-body':
      return 'request-bodies';
    case 'request-property':
      return 'request-properties';
    case 'request-parameter':
    case 'request-parameter-property':
    case 'request-header-property':
      return 'parameters';
    case 'response-body':
      return 'responses';
    case 'response-property':
      return 'response-properties';
    case 'response-header':
      return 'response-headers';
    default:
      return site satisfies never;
  }
}

const LIFECYCLE = new Set<Rule['facet']>(['deprecated', 'sunset', 'stability', 'version']);
