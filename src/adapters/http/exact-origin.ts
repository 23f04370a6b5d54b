/**
 * True if two URLs have the same origin (RFC 6454: scheme, host, port). Upper case, punycode and default ports make
 * no difference, as in any URL; a trailing dot, another port and a longer name do. A user name is no part of it.
 */
export function isSameOrigin(one: URL, other: URL): boolean {
  return /^https?:$/.test(one.protocol) && one.origin === other.origin;
}
