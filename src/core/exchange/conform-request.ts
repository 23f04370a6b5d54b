import { normalisePath, type Subject } from '../drift/subject.ts';
import { isObject, type Json } from '../json.ts';
import type { Parameter } from '../openapi/document/types.ts';
import { type ConformContext, type Noted, noteOf } from './conform-context.ts';
import { isJsonMedia, matchMedia } from './media.ts';
import { readText, scalar, schemaTypes } from './parameter-text.ts';
import { type QueryPair, readQuery, readQueryParameter, takesQueryName } from './query-parameters.ts';
import { member, unfolded } from './schema-place.ts';
import type { Exchange } from './types.ts';
import { valueDifferences } from './value-differences.ts';

/** Headers that OpenAPI leaves to other parts of the document. */
const NOT_PARAMETERS = new Set(['accept', 'content-type', 'authorization']);
const FORM = 'application/x-www-form-urlencoded';

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

/** `absent`, or the value; `unknown` where something was sent that is not to be judged. */
type Sent = { value: Json } | 'absent' | 'unknown';

function valueSent(
  { document }: ConformContext,
  parameter: Parameter,
  { request }: Exchange,
  query: QueryPair[],
  pathParams: Record<string, string>,
): Sent {
  if (parameter.in === 'query') return readQueryParameter(document.raw, parameter, query);
  if (parameter.in === 'querystring') return query.length > 0 ? 'unknown' : 'absent';
  const text =
    parameter.in === 'path'
      ? pathParams[parameter.name]
      : parameter.in === 'header'
        ? request.headers[parameter.name.toLowerCase()]
        : cookieOf(request.headers.cookie ?? '', parameter.name);
  if (text === undefined) return parameter.in === 'path' ? 'unknown' : 'absent';
  if (text.includes('<credentials>')) return 'unknown';
  const value = readText(document.raw, parameter, text);
  return value === undefined ? 'unknown' : { value };
}

function* parameterNotes(context: ConformContext, parameter: Parameter, sent: Sent): Generator<Noted> {
  const { operation } = context;
  const subject = { ...subjectOf(context), location: parameterLocation(operation.path, parameter) };
  if (sent === 'unknown') return;
  if (sent !== 'absent') {
    if (!parameter.schema) return;
    yield* valueDifferences(context, {
      subject,
      site: 'request-parameter',
      inner: 'request-parameter-property',
      reading: 'request',
      schema: parameter.schema,
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

function* undocumentedQuery(context: ConformContext, query: QueryPair[]): Generator<Noted> {
  const { operation, document } = context;
  if (operation.parameters.some((parameter) => parameter.in === 'querystring')) return;
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
    return;
  }
  if (!documented) {
    yield noteOf(operation, { ...found, key: 'body.removed', pointer: operation.pointer });
    return;
  }
  const media = mediaOf(request);
  const match = matchMedia(documented.content, media);
  if (!match?.exact) {
    if (documented.content.length === 0) return;
    yield noteOf(operation, {
      ...found,
      key: 'media-type.removed',
      subject: { ...base, media, location: '' },
      args: { media },
      pointer: documented.pointer,
    });
  }
  if (!match?.found.schema || !(isJsonMedia(media) || media === FORM)) return;
  const { schema } = match.found;
  yield* valueDifferences(context, {
    subject: { ...base, media: match.found.media, location: '' },
    site: 'request-body',
    inner: 'request-property',
    reading: 'request',
    schema,
    value: media === FORM ? formValue(context, schema, request.body) : request.body,
  });
}

/** Fields of a form are texts: each is read as its property's schema wants it. */
function formValue(context: ConformContext, schema: Parameters<typeof unfolded>[1], body: Json): Json {
  if (!isObject(body)) return body;
  const { raw } = context.document;
  const plain = unfolded(raw, schema);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const properties = plain.map((one) => member(one, 'properties')).find((one) => one !== null);
      const own = properties ? member(properties, name) : null;
      return [name, own && typeof value === 'string' ? scalar(schemaTypes(raw, own), value) : value];
    }),
  );
}

/** The location of a parameter in a subject: `query:limit`, `header:x-trace`, `path:0` by position. */
export function parameterLocation(path: string, parameter: Parameter): string {
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
  return { method: operation.method, path: normalisePath(operation.path), section: 'request' };
}

function mediaOf({ headers, body }: Exchange['request']): string {
  const written = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return written || (typeof body === 'string' ? 'text/plain' : 'application/json');
}

function cookieOf(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
