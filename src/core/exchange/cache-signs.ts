type Headers = Record<string, string>;

/** True if a cache answered, fresh or not: that says nothing about our credentials (RFC 9111, 5.1). */
export function isFromCache(headers: Headers): boolean {
  return (
    Number(headers.age ?? 0) > 0 || /\bhit\b/i.test(headers['x-cache'] ?? headers['cf-cache-status'] ?? '')
  );
}

/**
 * True if a cache says that what it answered is out of date: a warning 110 to 112 (RFC 7234, 5.5), more age than
 * `max-age` allows, a `Cache-Status` with no life left (RFC 9211), or a word of the cache's own.
 */
export function isStale(headers: Headers): boolean {
  if (/(?:^|,)\s*11[0-2]\b/.test(headers.warning ?? '')) return true;
  if (/;\s*(?:ttl=-\d|fwd=stale)/.test(headers['cache-status'] ?? '')) return true;
  const own = headers['x-cache'] ?? headers['cf-cache-status'] ?? headers['x-cache-status'] ?? '';
  if (/\b(?:stale|updating)\b/i.test(own)) return true;
  const lifetime = /(?:^|[\s,])max-age=(\d{1,9})/.exec(headers['cache-control'] ?? '')?.[1];
  return lifetime !== undefined && Number(headers.age ?? 0) > Number(lifetime);
}
