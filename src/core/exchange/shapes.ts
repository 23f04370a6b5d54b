import type { Json, JsonObject } from '../json.ts';
import type { Located, Operation } from '../openapi/document/types.ts';
import { keptMedia } from './kept-text.ts';
import { readLifecycleHeaders } from './lifecycle-headers.ts';
import { matchMedia, responseFor } from './media.ts';
import { readQuery } from './query-parameters.ts';
import { redactValue } from './redact-value.ts';
import type { ResolveSchema } from './shape-plan.ts';
import { placeholder, shapeOfValue } from './shape-value.ts';
import type { Exchange } from './types.ts';

/** Quota headers: their numbers say nothing of a person. */
const QUOTA = /^(?:x-)?rate-?limit(?:-(?:limit|remaining|reset|policy))?$/;

/**
 * An exchange as it may be kept. What is kept is listed (status, media types, the template of
 * the path, documented names, enum values of the schema, quota and lifecycle headers); every other text and
 * number is a typed placeholder, and names that may be data are left out.
 *
 * @param operation the operation that was called; without one, nothing of the bodies' fields is kept
 * @param manner `redacted`: bodies member by member, instead of their shape
 * @param resolve follows references of the operation's document; without it, what is behind references is a map
 */
export function toShape(
  exchange: Exchange,
  operation: Operation | null,
  resolve: ResolveSchema = NOWHERE,
  manner: 'shapes' | 'redacted' = 'shapes',
): JsonObject {
  const keep = manner === 'redacted' ? redactValue : shapeOfValue;
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
      ...keptBody(request.body, requestSchema(exchange, operation), resolve, keep),
    },
    response: response && {
      status: response.status,
      media: mediaShape(response, operation),
      headers: headersShape(response.headers),
      unreadable: response.unreadable,
      ...keptBody(response.body, responseSchema(response, operation), resolve, keep),
    },
    failure: failure?.class ?? null,
    ms: Math.round(exchange.ms),
  };
}

const NOWHERE: ResolveSchema = (schema) => schema;

function keptBody(
  body: Json | undefined,
  schema: Located<Json> | null,
  resolve: ResolveSchema,
  keep: typeof shapeOfValue,
): { body?: Json } {
  return body === undefined ? {} : { body: keep(body, schema, resolve) };
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

/** A media type of the contract is kept as it is. */
function mediaShape(answer: NonNullable<Exchange['response']>, operation: Operation | null): string | null {
  const { media, status } = answer;
  const documented = operation && responseFor(operation, status)?.content.some((one) => one.media === media);
  return media === null || documented ? media : keptMedia(media);
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
