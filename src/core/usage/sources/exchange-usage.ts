import type { Exchange } from '../../exchange/types.ts';
import type { ApiDocument } from '../../openapi/document/types.ts';
import { partnerBases } from './call-address.ts';
import { innermost } from './field-locations.ts';
import { recordedUsage } from './recorded-usage.ts';
import type { KnownFrom, SourcedUsage, SourcedUse } from './types.ts';

const BELOW_THE_BASE = partnerBases([]);

/**
 * What one exchange tells of our usage: names that the document has, no values. Of an answer that says no (a status from
 * 400 on) the fields do not count.
 *
 * @param from how the source is called where usage is shown
 */
export function usageOfExchange(document: ApiDocument, exchange: Exchange, from: string): SourcedUsage {
  const { request, response } = exchange;
  const { method, path, query, headers, body } = request;
  const answer =
    response !== null && response.status < 400 && !response.unreadable ? response.body : undefined;
  const call = {
    file: from,
    method,
    url: query === '' ? path : `${path}?${query}`,
    requestHeaders: headers,
    ...(body !== undefined && { requestBody: body }),
    status: response?.status ?? null,
    responseHeaders: response?.headers ?? {},
    ...(answer !== undefined && { responseBody: answer }),
  };
  return recordedUsage(document, [call], BELOW_THE_BASE);
}

/** What two sources tell of one operation, as one. */
export function joinedUse(one: SourcedUse, other: SourcedUse): SourcedUse {
  return {
    ...one,
    answers: innermost(new Set([...one.answers, ...other.answers])),
    requests: innermost(new Set([...one.requests, ...other.requests])),
    query: union(one.query, other.query),
    headers: union(one.headers, other.headers),
    auth: union(one.auth, other.auth),
    from: joinedPlaces([...one.from, ...other.from]),
  };
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].sort();
}

function joinedPlaces(places: readonly KnownFrom[]): KnownFrom[] {
  const calls = new Map<string, number>();
  for (const place of places) calls.set(place.file, (calls.get(place.file) ?? 0) + (place.calls ?? 0));
  return [...calls].map(([file, count]) => ({ file, calls: count }));
}
