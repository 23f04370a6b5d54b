import type { Subject } from '../drift/subject.ts';
import type { Parameter, RequestBody } from '../openapi/document/types.ts';
import { bodyValues } from './body-value.ts';
import { type ConformContext, type Noted, noteOf, pathIn } from './conform-context.ts';
import { matchMedia } from './media.ts';
import { readText } from './parameter-text.ts';
import {
  type QueryPair,
  readQuery,
  readQueryParameter,
  readQuerystring,
  type Sent,
  takesQueryName,
} from './query-parameters.ts';
import { schemaTypes } from './schema-types.ts';
import { cookieOf } from './sent-cookie.ts';
import type { Exchange } from './types.ts';
import { besidesOf, type PromisedValue, valueDifferences } from './value-differences.ts';

/** Headers that OpenAPI leaves to other parts of the document. */
const NOT_PARAMETERS = new Set(['accept', 'content-type', 'authorization']);

/** What of our request the document, as written, refuses. */
export function* conformRequest(
  context: ConformContext,
  exchange: Exchange,
  pathParams: Record<string, string>,
): Generator<Noted> {
  const { request } = exchange;
  const query = readQuery(request.query);
  for (const parameter of context.operation.parameters) {
    if (parameter.in === 'header' && NOT_PARAMETERS.has(parameter.name.toLowerCase())) continue;
    yield* parameterNotes(context, parameter, valueSent(context, parameter, exchange, query, pathParams));
  }
  yield* undocumentedQuery(context, query);
  yield* bodyNotes(context, request);
}

function valueSent(
  { document }: ConformContext,
  parameter: Parameter,
  { request }: Exchange,
  query: QueryPair[],
  pathParams: Record<string, string>,
): Sent {
  if (parameter.in === 'query') return readQueryParameter(document.raw, parameter, query);
  if (parameter.in === 'querystring') return readQuerystring(document.raw, parameter, request.query);
  const text =
    parameter.in === 'path'
      ? pathParams[parameter.name]
      : parameter.in === 'header'
        ? request.headers[parameter.name.toLowerCase()]
        : cookieOf(document.raw, parameter, request.headers.cookie);
  if (text === undefined) return parameter.in === 'path' ? 'unknown' : 'absent';
  if (typeof text === 'object') return text;
  if (text.includes('<credentials>')) return 'unknown';
  const value = readText(document.raw, parameter, text);
  return value === undefined ? 'unknown' : { value, text };
}

function* parameterNotes(context: ConformContext, parameter: Parameter, sent: Sent): Generator<Noted> {
  const { operation, document, validators } = context;
  const subject = { ...subjectOf(context), location: parameterLocation(operation.path, parameter) };
  if (sent === 'unknown') return;
  if (sent !== 'absent') {
    const { schema } = parameter;
    if (!schema) return;
    const otherwise = typeof sent.value !== 'string' && schemaTypes(document.raw, schema).has('string');
    // Where a text is taken too, what was written may as well be one.
    if (otherwise && sent.text !== undefined && validators(schema, 'request')(sent.text).length === 0) return;
    yield* judged(context, {
      subject,
      site: 'request-parameter',
      inner: 'request-parameter-property',
      reading: 'request',
      schema,
      value: sent.value,
    });
  } else if (parameter.required) {
    yield noteOf(operation, {
      key: 'parameter.added-required',
      site: 'request-parameter',
      subject,
      args: parameterArgs(parameter),
      pointer: parameter.pointer,
    });
  }
}

function* judged(context: ConformContext, promised: PromisedValue): Generator<Noted> {
  const outcome = yield* valueDifferences(context, promised);
  if (outcome === 'judged') yield* besidesOf(context, promised);
}

function* undocumentedQuery(context: ConformContext, query: QueryPair[]): Generator<Noted> {
  const { operation, document } = context;
  if (query.length === 0 || operation.parameters.some((parameter) => parameter.in === 'querystring')) return;
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  const schemes = Object.values(document.securitySchemes).filter((scheme) => scheme.in === 'query');
  for (const { name, text } of query) {
    if (text.includes('<credentials>') || schemes.some((scheme) => scheme.name === name)) continue;
    if (known.some((parameter) => takesQueryName(document.raw, parameter, name))) continue;
    yield noteOf(operation, {
      key: 'parameter.removed',
      site: 'request-parameter',
      subject: { ...subjectOf(context), location: `query:${name}` },
      args: { parameter: name, in: 'query' },
      pointer: operation.pointer,
    });
  }
}

function* bodyNotes(context: ConformContext, request: Exchange['request']): Generator<Noted> {
  const { operation } = context;
  const documented = operation.requestBody;
  const base = subjectOf(context);
  const found = { site: 'request-body', args: {}, subject: { ...base, location: '' } } as const;
  if (request.body === undefined) {
    if (documented?.required)
      yield noteOf(operation, { ...found, key: 'body.added-required', pointer: documented.pointer });
    else if (documented && request.headers['content-type']) yield otherMedia(context, documented, request);
    return;
  }
  if (!documented) {
    yield noteOf(operation, { ...found, key: 'body.removed', pointer: operation.pointer });
    return;
  }
  yield otherMedia(context, documented, request);
  const media = mediaOf(request);
  const match = matchMedia(documented.content, media);
  if (!match) return;
  const contentType = request.headers['content-type'] ?? media;
  const values = bodyValues(context.document.raw, match.found, { media, contentType, body: request.body });
  if (values === 'unreadable') return;
  for (const { schema, value, location } of values) {
    yield* judged(context, {
      subject: { ...base, media: match.found.media, location },
      site: 'request-body',
      inner: 'request-property',
      reading: 'request',
      schema,
      value,
    });
  }
}

/** A media type that is none of the documented ones, or is one only in another spelling. */
function otherMedia(context: ConformContext, documented: RequestBody, request: Exchange['request']): Noted {
  const media = mediaOf(request);
  if (documented.content.length === 0 || matchMedia(documented.content, media)?.exact) return null;
  return noteOf(context.operation, {
    key: 'media-type.removed',
    site: 'request-body',
    subject: { ...subjectOf(context), media, location: '' },
    args: { media },
    pointer: documented.pointer,
  });
}

/** The location of a parameter in a subject: `query:limit`, `header:x-trace`, `path:0` by position. */
export function parameterLocation(path: string, parameter: Parameter): string {
  const location = located.get(parameter) ?? locationOf(path, parameter);
  located.set(parameter, location);
  return location;
}

/** A parameter belongs to one path. */
const located = new WeakMap<Parameter, string>();

function locationOf(path: string, parameter: Parameter): string {
  if (parameter.in === 'path') {
    const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
    return `path:${names.indexOf(parameter.name)}`;
  }
  return `${parameter.in}:${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
}

function parameterArgs({ in: place, name }: Parameter): { parameter: string; in: string } {
  return { parameter: place === 'header' ? name.toLowerCase() : name, in: place };
}

function subjectOf({ operation }: ConformContext): Omit<Subject, 'location'> {
  return { method: operation.method, path: pathIn(operation), section: 'request' };
}

function mediaOf({ headers, body }: Exchange['request']): string {
  const written = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return written || (typeof body === 'string' ? 'text/plain' : 'application/json');
}
