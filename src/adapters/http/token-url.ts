import type { Failure } from '../../core/exchange/types.ts';
import type { AuthScheme } from './auth-scheme.ts';
import { isSameOrigin } from './exact-origin.ts';

/**
 * Where the client's secret goes: to the environment's exact origin; or by https to another, if the agreement itself
 * names it. What a document says is no permission to send a secret elsewhere.
 *
 * @param environmentUrl what a relative URL is resolved against.
 */
export function tokenUrl(
  { tokenUrl: written, namedBy }: Pick<Extract<AuthScheme, { kind: 'oauth2' }>, 'tokenUrl' | 'namedBy'>,
  environmentUrl: string,
): URL | Failure {
  const base = URL.parse(`${environmentUrl}/`);
  const url = base && URL.parse(written, base.href);
  if (!url || !/^https?:$/.test(url.protocol)) return refused('the token URL is no web address');
  if (isSameOrigin(url, base)) return url;
  if (url.protocol !== 'https:') return refused('the token URL is neither https nor on the environment');
  if (namedBy === 'agreement') return url;
  return refused('the token URL of the document is on another origin: name it as `token-url` in `auth`');
}

function refused(detail: string): Failure {
  return { class: 'credentials', detail };
}
