import { ipBytes } from './ip-bytes.ts';

interface Range {
  bytes: number[];
  bits: number;
  what: string;
  /** Reached only where private addresses are allowed; the others never are. */
  kind: 'private' | 'never';
}

/** The first that fits counts. */
const REFUSED: Range[] = [
  v4('168.63.129.16', 32, 'cloud metadata', 'never'),
  v4('100.100.100.200', 32, 'cloud metadata', 'never'),
  v6('fd00:ec2::', 32, 'cloud metadata', 'never'),
  v6('fd20:ce::254', 128, 'cloud metadata', 'never'),
  v4('0.0.0.0', 8, 'this network', 'never'),
  v4('10.0.0.0', 8, 'private', 'private'),
  v4('100.64.0.0', 10, 'carrier-grade NAT', 'private'),
  v4('127.0.0.0', 8, 'loopback', 'private'),
  v4('169.254.0.0', 16, 'link-local', 'never'),
  v4('172.16.0.0', 12, 'private', 'private'),
  v4('192.0.0.0', 24, 'protocol assignments', 'never'),
  v4('192.168.0.0', 16, 'private', 'private'),
  v4('198.18.0.0', 15, 'benchmarking', 'private'),
  v4('224.0.0.0', 4, 'multicast', 'never'),
  v4('240.0.0.0', 4, 'reserved', 'never'),
  v6('::', 128, 'unspecified', 'never'),
  v6('::1', 128, 'loopback', 'private'),
  v6('64:ff9b:1::', 48, 'local NAT64', 'never'),
  v6('100::', 64, 'discard', 'never'),
  v6('2001::', 32, 'Teredo', 'never'),
  v6('fc00::', 7, 'unique local', 'private'),
  v6('fe80::', 10, 'link-local', 'never'),
  v6('fec0::', 10, 'site-local', 'never'),
  v6('ff00::', 8, 'multicast', 'never'),
];

/** IPv6 ranges that carry an IPv4 address: where it begins. */
const CARRIERS: { range: Range; at: number; form: string }[] = [
  { range: v6('::ffff:0:0', 96, '', 'never'), at: 12, form: 'mapped' },
  { range: v6('::ffff:0:0:0', 96, '', 'never'), at: 12, form: 'translated' },
  { range: v6('64:ff9b::', 96, '', 'never'), at: 12, form: 'NAT64' },
  { range: v6('2002::', 16, '', 'never'), at: 2, form: '6to4' },
  { range: v6('::', 96, '', 'never'), at: 12, form: 'IPv4-compatible' },
];

/** How an interface is named that carries IPv4 behind any prefix (ISATAP, RFC 5214, 6.1). */
const ISATAP = /^0[02]005efe/;

/**
 * Why an address may not be called: special ranges of RFC 6890 and their forms inside IPv6 (mapped, translated,
 * NAT64 of RFC 6052, 6to4 of RFC 3056, ISATAP), and where clouds keep what their machines know; null if it may be.
 *
 * @param ip a literal, with or without brackets and zone id; what is not an address is refused.
 * @param allowPrivate lets loopback and private ranges pass, never link-local, multicast or reserved ones.
 */
export function isRefusedAddress(ip: string, allowPrivate = false): string | null {
  const bytes = ipBytes(ip);
  if (!bytes) return 'not an address';
  return refusal(bytes, allowPrivate);
}

/**
 * The address that a URL's host spells, or null if it is a name to be looked up. Decimal, octal and hexadecimal
 * IPv4 (`0x7f.1`, `2130706433`) are read as a URL reads them.
 */
export function literalAddress(hostname: string): string | null {
  if (ipBytes(hostname)) return hostname.replace(/^\[(.*)\]$/s, '$1').replace(/%.*$/s, '');
  const url = URL.parse(`http://${hostname}/`);
  return url && ipBytes(url.hostname) ? url.hostname.replace(/^\[(.*)\]$/s, '$1') : null;
}

function refusal(bytes: number[], allowPrivate: boolean): string | null {
  for (const range of REFUSED) {
    if (inRange(bytes, range) && !(allowPrivate && range.kind === 'private')) return range.what;
    if (inRange(bytes, range)) return null;
  }
  if (bytes.length === 4) return null;
  const isatap = ISATAP.test(Buffer.from(bytes.slice(8)).toString('hex')) && { at: 12, form: 'ISATAP' };
  const carrier = CARRIERS.find(({ range }) => inRange(bytes, range)) ?? isatap;
  if (!carrier) return null;
  const inner = refusal(bytes.slice(carrier.at, carrier.at + 4), allowPrivate);
  return inner && `${inner} in ${carrier.form} form`;
}

function inRange(bytes: number[], range: Range): boolean {
  if (bytes.length !== range.bytes.length) return false;
  return range.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, range.bits - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return ((bytes[index] as number) & mask) === (byte & mask);
  });
}

function v4(address: string, bits: number, what: string, kind: Range['kind']): Range {
  return { bytes: ipBytes(address) as number[], bits, what, kind };
}

function v6(address: string, bits: number, what: string, kind: Range['kind']): Range {
  return v4(address, bits, what, kind);
}
