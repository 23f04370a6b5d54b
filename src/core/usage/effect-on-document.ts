import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import { effectOnServer } from './effect-on-server.ts';
import type { Usage } from './types.ts';

/** A difference of the document as a whole: its security, its servers, what nobody calls. */
export function effectOnDocument(difference: Difference, usage: Usage): Effect {
  const { facet } = difference;
  if (facet === 'security-scheme' || facet === 'security') return effectOnSecurity(difference, usage);
  // Only what was agreed is told; then it is felt wherever something is used.
  if (facet === 'response-time') return usage.operations.length > 0 ? 'may-break' : 'none';
  return facet === 'server' ? effectOnServer(difference, usage) : 'none';
}

/**
 * A change of how calls prove who they are. It breaks us where what we use goes or becomes something
 * else; of credentials that we do not use nothing touches us. Where our scheme is not known, by level.
 */
export function effectOnSecurity({ rule, level, args }: Difference, usage: Usage): Effect {
  const ours = usage.auth.scheme;
  if (ours === null) return level === 'info' ? 'none' : 'may-break';
  const together = String(args.security ?? '').split(' & ');
  if (!together.includes(ours)) return 'none';
  if (rule.includes('-component-'))
    return COMPONENT.get(rule.slice(rule.indexOf('-component-') + 11)) ?? 'may-break';
  if (rule.endsWith('scope-removed')) return 'loosens';
  if (rule.endsWith('scope-added')) return 'may-break';
  if (rule.endsWith('-added')) return 'none';
  // An alternative that asks for more than ours was never the one that we take.
  return together.length === 1 ? 'breaks' : 'may-break';
}

/** What a change of the scheme that we use does to us. */
const COMPONENT = new Map<string, Effect>([
  ['removed', 'breaks'],
  ['type-changed', 'breaks'],
  ['added', 'none'],
  ['oauth-scope-added', 'none'],
  ['oauth-url-changed', 'may-break'],
  ['oauth-token-url-changed', 'may-break'],
  ['oauth-scope-removed', 'may-break'],
]);
