import type { Operation } from '../openapi/document/types.ts';
import { readDate, readSeconds } from './date-text.ts';
import { lifecycleLink } from './link-header.ts';
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
  const facts = new Map<string, ComingFact>();
  for (const { operation, exchange } of seen) {
    if (!operation || !exchange.response || exchange.response.status >= 500) continue;
    const fact = factOf(operation.key, readLifecycleHeaders(exchange.response.headers));
    if (!fact) continue;
    const known = facts.get(operation.key);
    if (!known || isEarlier(fact, known)) facts.set(operation.key, fact);
  }
  return [...facts.values()];
}

function factOf(operation: string, headers: LifecycleHeaders): ComingFact | null {
  if (headers.sunset) {
    const on = headers.sunset.at.slice(0, 10);
    return { operation, what: 'removed', on, known: 'sunset header' };
  }
  if (!headers.deprecation) return null;
  return { operation, what: 'deprecated', on: null, known: 'deprecation header' };
}

function isEarlier(one: ComingFact, other: ComingFact): boolean {
  if (one.on === null) return false;
  return other.on === null || one.on < other.on;
}

function sunsetOf(headers: Record<string, string>): { at: string } | null {
  for (const name of SUNSET) {
    const at = dateIn(headerOf(headers, name) ?? '');
    if (at) return { at };
  }
  return null;
}

function deprecationOf(headers: Record<string, string>): { at: string | null } | null {
  let deprecated = false;
  for (const name of DEPRECATION) {
    const text = headerOf(headers, name)?.trim() ?? '';
    if (text === '' || /^(false|no|\?0|0)$/i.test(text)) continue;
    deprecated = true;
    const at = dateIn(text);
    if (at) return { at };
  }
  return deprecated ? { at: null } : null;
}

/** A date in any of the dialects; of a repeated header, the first. */
function dateIn(value: string): string | null {
  const text = value.trim().slice(0, 200);
  const seconds = /^(?:@(\d{1,12})(?:\s*[;,].*)?|(\d{10}))$/.exec(text);
  if (seconds) return readSeconds(Number(seconds[1] ?? seconds[2]));
  const parameter = /^date\s*=\s*"?([^"]*)"?$/i.exec(text)?.[1];
  return readDate(parameter ?? text);
}

function headerOf(headers: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}
