import type { RuleRow } from '../rule-table.ts';

/** Rules of what a caller needs before a schema matters: credentials. */
export const WIRE_ROWS = [
  // Security
  ['api-security-removed', 'info', 'operation', 'security', 'removed'],
  ['api-security-added', 'info', 'operation', 'security', 'added'],
  ['api-security-scope-removed', 'info', 'operation', 'security', 'scope-removed'],
  ['api-security-scope-added', 'info', 'operation', 'security', 'scope-added'],
  ['api-global-security-removed', 'info', 'document', 'security', 'removed'],
  ['api-global-security-added', 'info', 'document', 'security', 'added'],
  ['api-global-security-scope-removed', 'info', 'document', 'security', 'scope-removed'],
  ['api-global-security-scope-added', 'info', 'document', 'security', 'scope-added'],
  ['api-security-component-removed', 'info', 'document', 'security-scheme', 'removed'],
  ['api-security-component-added', 'info', 'document', 'security-scheme', 'added'],
  ['api-security-component-type-changed', 'info', 'document', 'security-scheme', 'type-changed'],
  ['api-security-component-oauth-url-changed', 'info', 'document', 'security-scheme', 'oauth-url-changed'],
  [
    'api-security-component-oauth-token-url-changed',
    'info',
    'document',
    'security-scheme',
    'oauth-token-url-changed',
  ],
  ['api-security-component-oauth-scope-added', 'info', 'document', 'security-scheme', 'oauth-scope-added'],
  [
    'api-security-component-oauth-scope-removed',
    'info',
    'document',
    'security-scheme',
    'oauth-scope-removed',
  ],
] as const satisfies readonly RuleRow[];
