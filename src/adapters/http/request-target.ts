import { isSameOrigin } from './exact-origin.ts';

/** Headers of one connection, or that the transport sets itself: they are not passed on (RFC 9110, 7.6.1). */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers of a message that go on to the next party, names in lower case. */
export function endToEnd(headers: Record<string, string>): Record<string, string> {
  const names = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.fromEntries(names.filter(([name]) => !OF_THE_CONNECTION.has(name)));
}

/**
 * The absolute URL of a call below a base URL, or null if it would leave the base's exact origin.
 *
 * @param query raw, without `?`. @param added pairs put behind it, encoded here; they replace those of their name.
 */
export function targetUrl(
  base: string,
  path: string,
  query: string,
  added: [string, string][] = [],
): URL | null {
  const from = URL.parse(base);
  const below = path === '' || path.startsWith('/') ? path : `/${path}`;
  const names = new Set(added.map(([name]) => name));
  const own = query.split('&').filter((pair) => pair !== '' && !names.has(nameOf(pair)));
  const more = added.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const search = [...own, ...more].join('&');
  const url = URL.parse(`${base.replace(/\/+$/, '')}${below}${search === '' ? '' : `?${search}`}`);
  if (!from || !url || !isSameOrigin(url, from)) return null;
  url.hash = '';
  return url;
}

function nameOf(pair: string): string {
  const [name] = new URLSearchParams(pair).keys();
  return name ?? '';
}
