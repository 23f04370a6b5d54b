import type { Json, JsonObject } from '../json.ts';
import type { Located, Operation } from '../openapi/document/types.ts';
import { keptMedia } from './kept-text.ts';
import { readLifecycleHeaders } from './lifecycle-headers.ts';
import { matchMedia, responseFor } from './media.ts';
import { readQuery } from './query-parameters.ts';
import { placeholder, type ResolveSchema, shapeOfValue } from './shape-value.ts';
import type { Exchange } from './types.ts';

/** Quota headers: their numbers say nothing of a person. */
const QUOTA = /^(?:x-)?rate-?limit(?:-(?:limit|remaining|reset|policy))?$/;

/**
 * An exchange as it may be kept: shapes only. What is kept is listed (status, media types, the template of
 * the path, documented names, enum values of the schema, quota and lifecycle headers); every other text and
 * number is a typed placeholder, and names that may be data are left out.
 *
 * @param operation the operation that was called; without one, nothing of the bodies' fields is kept
 * @param resolve follows references of the operation's document; without it, what is behind references is a map
 */
export function toShape(
  exchange: Exchange,
  operation: Operation | null,
  resolve: ResolveSchema = (schema) => schema,
): JsonObject {
  const { request, response, failure } = exchange;
  return {
    id: exchange.id,
    purpose: exchange.purpose,
    interaction: exchange.interaction,
    operation: operation?.key ?? null,
    request: {
      method: /^[A-Z]{1,10}$/.test(request.method) ? request.method : '*',
      path: operation?.path ?? '*',
      query: queryShape(request.query, operation),
      ...bodyShape(request.body, requestSchema(exchange, operation), resolve),
    },
    response: response && {
      status: response.status,
      media: response.media === null ? null : keptMedia(response.media),
      headers: headersShape(response.headers),
      unreadable: response.unreadable,
      ...bodyShape(response.body, responseSchema(response, operation), resolve),
    },
    failure: failure?.class ?? null,
    ms: Math.round(exchange.ms),
  };
}

function bodyShape(
  body: Json | undefined,
  schema: Located<Json> | null,
  resolve: ResolveSchema,
): { body?: Json } {
  return body === undefined ? {} : { body: shapeOfValue(body, schema, resolve) };
}

/** Documented names with the shape of what was sent; the rest is only counted. */
function queryShape(query: string, operation: Operation | null): JsonObject {
  const known = new Set(operation?.parameters.filter((one) => one.in === 'query').map((one) => one.name));
  const pairs = readQuery(query);
  const kept = pairs.filter(({ name }) => known.has(name));
  return {
    ...Object.fromEntries(kept.map(({ name, text }) => [name, placeholder(text)])),
    ...(kept.length < pairs.length && { '{*}': pairs.length - kept.length }),
  };
}

function headersShape(headers: Record<string, string>): JsonObject {
  const { deprecation, sunset } = readLifecycleHeaders(headers);
  const quota = Object.keys(headers).filter((name) => QUOTA.test(name) || name === 'retry-after');
  return {
    ...Object.fromEntries(quota.map((name) => [name, numberOrPlaceholder(headers[name] as string)])),
    ...(deprecation && { deprecation: deprecation.at ?? true }),
    ...(sunset && { sunset: sunset.at }),
    ...(headers.etag !== undefined && { etag: true }),
  };
}

function numberOrPlaceholder(text: string): Json {
  return /^\d{1,10}$/.test(text) ? Number(text) : placeholder(text);
}

function requestSchema({ request }: Exchange, operation: Operation | null): Located<Json> | null {
  const content = operation?.requestBody?.content ?? [];
  const media = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
  return (matchMedia(content, media)?.found ?? content[0])?.schema ?? null;
}

function responseSchema(
  answer: NonNullable<Exchange['response']>,
  operation: Operation | null,
): Located<Json> | null {
  const documented = operation && responseFor(operation, answer.status);
  if (!documented || answer.media === null) return null;
  return matchMedia(documented.content, answer.media)?.found.schema ?? null;
}
