import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { resolveWhereKnown } from '../../src/core/openapi/document/reference.ts';

/** An operation that is written where its path is, and where it stands. */
export interface OperationPlace {
  raw: JsonObject;
  tokens: string[];
  operation: JsonObject;
  /** Others of the same path. */
  siblings: number;
}

/** A plain object schema of a body, taken out of its component. */
export interface SchemaPlace {
  schema: JsonObject;
  properties: JsonObject;
  required: string[];
  /** The whole document with another schema in this one place. */
  replaced(schema: JsonObject): JsonObject;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** What a schema may say besides its properties, so that a change to one of them is that change and nothing else. */
const PLAIN = new Set(['type', 'properties', 'required', 'title', 'description', 'example', 'examples']);

/** The operations of a document that may be changed alone: not deprecated, and written in place if they were not. */
export function* operationsIn(raw: JsonObject): Generator<OperationPlace> {
  for (const [path, written] of Object.entries(isObject(raw.paths) ? raw.paths : {})) {
    const item = resolvedIn(raw, written);
    if (!path.startsWith('/') || !isObject(item)) continue;
    const methods = METHODS.filter((method) => isObject(item[method]));
    for (const method of methods) {
      const operation = resolvedIn(raw, item[method]);
      if (!isObject(operation)) continue;
      if (operation.deprecated === true || Object.keys(operation).some((key) => key === 'x-stability-level'))
        continue;
      const tokens = ['paths', path, method];
      const isInPlace = item === written && operation === item[method];
      const inPlace = isInPlace ? raw : withValue(raw, ['paths', path], { ...item, [method]: operation });
      yield { raw: inPlace, tokens, operation, siblings: methods.length - 1 };
    }
  }
}

/** The document with another value in one place; `undefined` takes it out. What is not on the way is shared. */
export function withValue(
  value: Json,
  [token, ...rest]: readonly string[],
  replacement: Json | undefined,
): JsonObject {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as JsonObject;
  if (token === undefined) throw new Error('no place to write to');
  if (rest.length > 0) copy[token] = withValue(copy[token] ?? {}, rest, replacement);
  else if (replacement === undefined) delete copy[token];
  else copy[token] = replacement;
  return copy;
}

/** A value with its references followed. */
export function resolvedIn(raw: JsonObject, value: Json | undefined): Json {
  return resolveWhereKnown({ raw }, { value: value ?? null, pointer: '#' }).value;
}

/** The JSON body of a request, where it is a plain object. */
export function requestSchema(place: OperationPlace): SchemaPlace | null {
  return schemaIn(place, ['requestBody']);
}

/** The JSON body of the first success, where it is a plain object. */
export function responseSchema(place: OperationPlace): SchemaPlace | null {
  const responses = isObject(place.operation.responses) ? place.operation.responses : {};
  const status = Object.keys(responses).find((name) => /^2\d\d$/.test(name));
  return status === undefined ? null : schemaIn(place, ['responses', status]);
}

function schemaIn({ raw, tokens, operation }: OperationPlace, inner: string[]): SchemaPlace | null {
  const written = inner.reduce<Json | undefined>(
    (value, token) => (isObject(value) ? value[token] : undefined),
    operation,
  );
  const body = resolvedIn(raw, written);
  if (!isObject(body) || !isObject(body.content)) return null;
  const medias = Object.keys(body.content);
  const media = medias.find((name) => name === 'application/json');
  if (media === undefined || medias.length > 1) return null;
  const content = body.content[media];
  const schema = isObject(content) ? resolvedIn(raw, content.schema) : null;
  if (!isObject(schema) || schema.type !== 'object' || !isObject(schema.properties)) return null;
  if (Object.keys(schema).some((key) => !PLAIN.has(key) && !key.startsWith('x-'))) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return {
    schema,
    properties: schema.properties,
    required: required.filter((name) => typeof name === 'string'),
    replaced: (other) =>
      withValue(raw, [...tokens, ...inner], {
        ...body,
        content: { [media]: { ...(content as JsonObject), schema: other } },
      }),
  };
}
