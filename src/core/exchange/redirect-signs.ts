import type { Exchange, Failure } from './types.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FOR_NOW = new Set([302, 303, 307]);
const LOGIN = /\b(log-?in|sign-?in|sso|oauth|saml|captcha|challenge)\b/i;
const RESTING = /\b(?:maintenance|unavailable|sorry|down)\b/i;

/**
 * Why a redirect says nothing about the contract, or null: it leads to a login or a page of maintenance, back to
 * itself, or elsewhere for now only. A lasting one (301, 308) to another path is an answer.
 */
export function redirectFailure({ request, response }: Exchange): Failure | null {
  if (!response || response.status < 300 || response.status > 399) return null;
  const { status, headers } = response;
  const location = (headers.location ?? '').slice(0, 2_000);
  if (location === '') return null;
  if (LOGIN.test(location)) return { class: 'blocked', detail: `HTTP ${status} to a login` };
  if (RESTING.test(location))
    return { class: 'maintenance', detail: `HTTP ${status} to a page of maintenance` };
  if (isSamePath(pathOf(location), request.path))
    return { class: 'redirect-refused', detail: `HTTP ${status} to itself` };
  if (FOR_NOW.has(status) && SAFE.has(request.method))
    return { class: 'redirect-refused', detail: `HTTP ${status}, elsewhere for now` };
  return null;
}

/** The path is below the environment's base, so that it is the end of the target's path. */
function isSamePath(target: string, path: string): boolean {
  const bare = (text: string) => text.replace(/\/+$/, '');
  return bare(path) !== '' && bare(target).endsWith(bare(path));
}

function pathOf(location: string): string {
  const at = location.search(/[?#]/);
  return (at < 0 ? location : location.slice(0, at)).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}
