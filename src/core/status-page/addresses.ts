/** Where hosted pages serve what a program can read, tried in this order below an address without a path. */
const KNOWN = ['/api/v2/summary.json', '/index.json', '/api/v1/summary', '/history.atom'] as const;

/**
 * The addresses to read a status page at, best first. An address with a path is what the agreement means and nothing
 * else is tried.
 */
export function addressesOf(page: string): string[] {
  const host = /^(https?:\/\/[^/]+)\/?$/i.exec(page)?.[1];
  return host === undefined ? [page] : KNOWN.map((path) => `${host}${path}`);
}
