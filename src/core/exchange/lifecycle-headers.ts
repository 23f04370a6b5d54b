import type { Operation } from '../openapi/document/types.ts';
import { readLifecycleDate } from './date-text.ts';
import { type ComingLink, lifecycleLink, lifecycleLinks } from './link-header.ts';
import type { Exchange } from './types.ts';

/** What an answer says about its own future. Instants are UTC, as `2026-12-31T23:59:59Z`. */
export interface LifecycleHeaders {
  /** Deprecated, and since when; `at: null` where no date that can be read was given. */
  deprecation: { at: string | null } | null;
  /** When it will stop answering. */
  sunset: { at: string } | null;
  /** Where the partner explains it (a URL or reference of theirs). */
  link: string | null;
}

/** One operation that is going, by its own headers. `on` is an ISO date, null for a bare deprecation. */
export interface ComingFact {
  /** Operation key, `METHOD /path/{}`. */
  operation: string;
  what: 'removed' | 'deprecated';
  on: string | null;
  known: 'sunset header' | 'deprecation header';
  /** ISO days on which other answers of the look say that it ends; absent where all say the same. */
  others?: string[];
  /** ISO day from which it is deprecated; absent where no answer gives one. */
  deprecatedOn?: string;
  /** Where the partner tells more; absent where no answer does. */
  links?: ComingLink[];
}

const DEPRECATION = [
  'deprecation',
  'x-api-deprecation-date',
  'x-deprecated-at',
  'deprecated',
  'x-api-deprecated',
];
const SUNSET = ['sunset', 'x-api-sunset-date', 'x-deprecated-sunset'];

/**
 * Reads `Sunset` (RFC 8594) and `Deprecation` (RFC 9745; older drafts' `true`, HTTP-date and `date="..."`), and
 * the `X-` headers that partners used before. The first that can be read wins, standard names first.
 *
 * @param headers names in lower case
 */
export function readLifecycleHeaders(headers: Record<string, string>): LifecycleHeaders {
  return {
    deprecation: deprecationOf(headers),
    sunset: sunsetOf(headers),
    link: lifecycleLink(headerOf(headers, 'link')),
  };
}

/**
 * What answers of a look say is coming, one fact per operation: its earliest sunset, else its deprecation.
 * Answers of servers in trouble (5xx) say nothing.
 */
export function comingFromHeaders(
  seen: Iterable<{ operation: Operation | null; exchange: Exchange }>,
): ComingFact[] {
  const said = new Map<string, Said[]>();
  for (const { operation, exchange } of seen) {
    if (!operation || !exchange.response || exchange.response.status >= 500) continue;
    const { headers } = exchange.response;
    const { sunset, deprecation } = readLifecycleHeaders(headers);
    if (!sunset && !deprecation) continue;
    const one = { sunset, deprecation, links: lifecycleLinks(headerOf(headers, 'link')) };
    said.set(operation.key, [...(said.get(operation.key) ?? []), one]);
  }
  return [...said].map(([operation, all]) => factOf(operation, all));
}

type Said = Pick<LifecycleHeaders, 'sunset' | 'deprecation'> & { links: ComingLink[] };

/** Days that different answers give are kept up to this number. */
const MOST_OTHERS = 5;

function factOf(operation: string, said: readonly Said[]): ComingFact {
  const [on, ...others] = daysOf(said.flatMap(({ sunset }) => sunset?.at ?? []));
  const [deprecatedOn] = daysOf(said.flatMap(({ deprecation }) => deprecation?.at ?? []));
  const links = said.find((one) => one.links.length > 0)?.links;
  const more = {
    ...(others.length > 0 ? { others: others.slice(0, MOST_OTHERS) } : {}),
    ...(deprecatedOn === undefined ? {} : { deprecatedOn }),
    ...(links ? { links } : {}),
  };
  if (on !== undefined) return { operation, what: 'removed', on, known: 'sunset header', ...more };
  return { operation, what: 'deprecated', on: null, known: 'deprecation header', ...more };
}

/** Instants as days in UTC, earliest first, each once. */
function daysOf(instants: readonly string[]): string[] {
  return [...new Set(instants.map((at) => at.slice(0, 10)))].sort();
}

function sunsetOf(headers: Record<string, string>): { at: string } | null {
  for (const name of SUNSET) {
    const text = headerOf(headers, name);
    const at = text === undefined ? null : readLifecycleDate(text);
    if (at) return { at };
  }
  return null;
}

function deprecationOf(headers: Record<string, string>): { at: string | null } | null {
  let deprecated = false;
  for (const name of DEPRECATION) {
    const text = headerOf(headers, name)?.trim();
    if (text === undefined || text === '' || /^(false|no|\?0|0)$/i.test(text)) continue;
    deprecated = true;
    const at = readLifecycleDate(text);
    if (at) return { at };
  }
  return deprecated ? { at: null } : null;
}

function headerOf(headers: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}
