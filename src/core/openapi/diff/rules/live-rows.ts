import type { RuleRow } from './rule-table.ts';

/** Rules of what is seen live and no document tells. */
export const LIVE_ROWS = [
  // Seen live: what an exchange shows that no document says
  ['response-property-undocumented', 'info', 'response-property', 'property', 'undocumented'],
  ['response-status-undocumented', 'warning', 'response-body', 'status', 'undocumented'],
  ['response-media-type-undocumented', 'warning', 'response-body', 'media-type', 'undocumented'],
  ['request-refused', 'breaking', 'request-body', 'refusal', 'refused'],
  ['sunset-announced', 'warning', 'operation', 'sunset', 'announced'],
  ['deprecation-announced', 'info', 'operation', 'deprecated', 'announced'],
  ['response-value-mismatch', 'breaking', 'response-property', 'value', 'mismatch'],
  ['response-body-unreadable', 'breaking', 'response-body', 'body', 'unreadable'],
] as const satisfies readonly RuleRow[];
