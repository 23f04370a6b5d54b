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
 * The absolute URL of a call below a base URL, or null if it would leave the base's origin.
 *
 * @param query raw, without `?`. @param added pairs put behind it, encoded here.
 */
export function targetUrl(
  base: string,
  path: string,
  query: string,
  added: [string, string][] = [],
): URL | null {
  const from = URL.parse(base);
  const below = path === '' || path.startsWith('/') ? path : `/${path}`;
  const more = added.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const search = [...(query === '' ? [] : [query]), ...more].join('&');
  const url = URL.parse(`${base.replace(/\/+$/, '')}${below}${search === '' ? '' : `?${search}`}`);
  if (!from || !url || url.origin !== from.origin) return null;
  url.hash = '';
  return url;
}
