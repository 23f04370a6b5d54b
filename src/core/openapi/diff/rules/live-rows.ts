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
  ['end-heard', 'warning', 'operation', 'sunset', 'heard'],
  ['change-heard', 'warning', 'operation', 'announcement', 'heard'],
  ['response-value-mismatch', 'breaking', 'response-property', 'value', 'mismatch'],
  ['response-value-format-mismatch', 'warning', 'response-property', 'format', 'mismatch'],
  ['request-value-format-mismatch', 'warning', 'request-property', 'format', 'mismatch'],
  ['request-credentials-missing', 'breaking', 'request-body', 'security', 'not-sent'],
  ['response-time-exceeded', 'warning', 'document', 'response-time', 'exceeded'],
  ['response-body-unreadable', 'breaking', 'response-body', 'body', 'unreadable'],
] as const satisfies readonly RuleRow[];
