import { atDefaults } from '../../document/read-servers.ts';
import type { Server } from '../../document/types.ts';

/** Addresses that one server may stand for, and all servers of one place, before listed values are left as open parts. */
const MOST_SPELLED_OUT = 64;
const MOST_OF_ONE_PLACE = 1_000;

/** So many addresses with open parts are tried. */
const MOST_PATTERNS = 200;

/** Stands for a part of an address that may be any text. */
const OPEN = '{}';

/** A server URL in one spelling: scheme and host in lower case, no default port, no slash at the end. */
export interface Address {
  /** `https://api.shop.example`, or nothing for a URL relative to the document. */
  origin: string;
  /** `/v1`, or nothing. */
  base: string;
}

/** The addresses that a caller finds each server at: listed values spelled out, others at their default. */
export function addressesOf(servers: readonly Server[]): { server: Server; addresses: Address[] }[] {
  return servers.map((server) => ({
    server,
    addresses: spelledOut(server, servers.length).map((url) => addressOf(atDefaults({ ...server, url }))),
  }));
}

/** The addresses of all servers, with what may be any text left open. */
export function openAddressesOf(servers: readonly Server[]): Address[] {
  return servers.flatMap((server) =>
    spelledOut(server, servers.length).map((url) => addressOf(url.replace(/\{[^{}]*\}/g, OPEN))),
  );
}

/** An address as text. */
export function writtenAs({ origin, base }: Address): string {
  return origin + base || '/';
}

/**
 * Tells whether an address is one of others, of which some have open parts. A relative address is somewhere under
 * every host, since nobody says under which.
 */
export function servedAt(open: readonly Address[]): (address: Address) => boolean {
  const exact = new Set(open.map(writtenAs));
  const bases = new Set(open.map(({ base }) => base));
  const relative = new Set(open.flatMap(({ origin, base }) => (origin === '' ? [base] : [])));
  const patterns = open.filter((one) => writtenAs(one).includes(OPEN)).slice(0, MOST_PATTERNS);
  return (address) => {
    const { origin, base } = address;
    if (exact.has(writtenAs(address)) || (origin === '' ? bases : relative).has(base)) return true;
    return patterns.some((one) =>
      origin === '' || one.origin === '' ? fits(base, one.base) : fits(writtenAs(address), writtenAs(one)),
    );
  };
}

function spelledOut({ url, variables }: Server, servers: number): string[] {
  const most = Math.min(MOST_SPELLED_OUT, MOST_OF_ONE_PLACE / servers);
  let urls = [url];
  for (const [name, { values }] of variables) {
    const part = `{${name}}`;
    if (!values || !url.includes(part) || urls.length * values.length > most) continue;
    urls = urls.flatMap((one) => values.map((value) => one.replaceAll(part, () => value)));
  }
  return urls;
}

function addressOf(url: string): Address {
  const [path = ''] = url.trim().split(/[?#]/, 1);
  const absolute = /^([^/]*:)?\/\/([^/]*)(.*)$/s.exec(path);
  const origin = absolute ? `${absolute[1] ?? ''}//${absolute[2]}`.toLowerCase() : '';
  const port = origin.startsWith('https:') ? /:443$/ : origin.startsWith('http:') ? /:80$/ : /$^/;
  const base = (absolute ? (absolute[3] ?? '') : path).replace(/^\.?\/*/, '/');
  return { origin: origin.replace(port, ''), base: withoutSlashAtEnd(base) };
}

function withoutSlashAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end--;
  return text.slice(0, end);
}

/** Open parts take any text without a slash; the longest way that fits is found in steps of the two lengths. */
function fits(text: string, pattern: string): boolean {
  if (!pattern.includes(OPEN)) return text === pattern;
  const literals = pattern.split(OPEN);
  let at = 0;
  for (const [index, literal] of literals.entries()) {
    const last = index === literals.length - 1;
    const found = index === 0 ? 0 : last ? text.length - literal.length : text.indexOf(literal, at + 1);
    if (found < at || !text.startsWith(literal, found)) return false;
    if (index > 0 && (found === at || text.slice(at, found).includes('/'))) return false;
    at = found + literal.length;
  }
  return at === text.length;
}
