import type { Json, JsonObject } from '../../json.ts';

/**
 * `host`, `basePath` and `schemes` as servers. Without a scheme the URL begins with the host: it is served by the
 * scheme that the document is; without a host the base path is relative to the document.
 */
export function serversFor({ host, basePath }: JsonObject, schemes: Json | undefined): JsonObject[] {
  const base = typeof basePath === 'string' ? basePath : '';
  if (typeof host !== 'string' || host === '') return base === '' ? [] : [{ url: base }];
  const path = base === '' || base.startsWith('/') ? base : `/${base}`;
  const known = Array.isArray(schemes) ? schemes.filter((one) => typeof one === 'string') : [];
  if (known.length === 0) return [{ url: `//${host}${path}` }];
  return known.map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}
