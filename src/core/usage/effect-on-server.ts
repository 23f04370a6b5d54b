import type { Difference } from '../drift/difference.ts';
import type { Effect } from '../drift/finding.ts';
import type { Usage } from './types.ts';

/**
 * What a difference of servers does to us: only an address that we call counts. Where nobody told which we call, any
 * may be ours.
 */
export function effectOnServer({ level, args }: Difference, { bases }: Usage): Effect {
  if (level === 'info') return 'none';
  if (!bases || typeof args.server !== 'string' || args.server.includes('{')) return 'may-break';
  const server = addressOf(args.server);
  return bases.some((base) => isBelow(addressOf(base), server)) ? 'may-break' : 'none';
}

/** Scheme, host and path in one case for the host, without a last slash. */
function addressOf(url: string): string {
  const [, host = '', path = ''] = /^((?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
  return host.toLowerCase() + path.replace(/\/+$/, '');
}

/** A relative server stands at any host. */
function isBelow(base: string, server: string): boolean {
  const own = server.startsWith('/') && !server.startsWith('//') ? base.replace(/^[^/]*\/\/[^/]*/, '') : base;
  return own === server || own.startsWith(`${server}/`);
}
