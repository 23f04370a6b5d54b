import { isObject, type Json, type JsonObject } from '../../json.ts';
import { convertSchema, movedReference } from './convert-schema.ts';
import { onlyMembers, withoutMembers } from './members.ts';

/** What a parameter or header of 2.0 says about its value beside its name. */
const OF_VALUE = [
  ...['type', 'format', 'items', 'default', 'enum', 'pattern', 'multipleOf', 'uniqueItems', 'x-nullable'],
  ...[
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'maxItems',
    'minItems',
  ],
];

const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';

/** A query, path or header parameter, or a reference to one. */
export function convertParameter(parameter: JsonObject): JsonObject {
  if (typeof parameter.$ref === 'string') return { $ref: movedReference(parameter.$ref) };
  return {
    ...withoutMembers(parameter, [...OF_VALUE, 'collectionFormat']),
    schema: valueSchema(parameter),
    ...styleOf(parameter),
  };
}

/** The schema of a parameter or a header. Lists inside lists lose how they are separated. */
export function valueSchema(parameter: JsonObject): JsonObject {
  return convertSchema(withoutSeparators(onlyMembers(parameter, OF_VALUE)));
}

/** Body and form parameters as one request body. */
export function requestBodyOf(parameters: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const [body] = parameters.filter((one) => one.in === 'body');
  const schema = body ? (isObject(body.schema) ? convertSchema(body.schema) : {}) : formSchema(parameters);
  const media = body ? consumes : formMedia(parameters, consumes);
  const required = body ? body.required === true : parameters.some((one) => one.required === true);
  return {
    ...onlyMembers(body ?? {}, ['description']),
    content: Object.fromEntries(media.map((name) => [name, { schema }])),
    ...(required && { required }),
  };
}

function formSchema(parameters: readonly JsonObject[]): JsonObject {
  const named = parameters.filter((one) => typeof one.name === 'string');
  const required = named.filter((one) => one.required === true).map((one) => one.name as Json);
  return {
    type: 'object',
    properties: Object.fromEntries(named.map((one) => [one.name as string, fieldSchema(one)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: JsonObject): JsonObject {
  return { ...onlyMembers(field, ['description']), ...valueSchema(field) };
}

function formMedia(parameters: readonly JsonObject[], consumes: readonly string[]): readonly string[] {
  const forms = consumes.filter((media) => media === FORM || media === MULTIPART);
  const hasFile = parameters.some((one) => one.type === 'file');
  if (forms.length > 0)
    return hasFile
      ? forms.filter((media) => media === MULTIPART).concat(forms.includes(MULTIPART) ? [] : MULTIPART)
      : forms;
  return [hasFile ? MULTIPART : FORM];
}

/** `collectionFormat` as a style (OpenAPI 3.0, Parameter Object). Its default is `csv`. */
function styleOf({ type, in: place, collectionFormat }: JsonObject): JsonObject {
  if (type !== 'array') return {};
  if (place === 'path' || place === 'header') return { style: 'simple', explode: false };
  if (collectionFormat === 'multi') return { style: 'form', explode: true };
  if (collectionFormat === 'ssv') return { style: 'spaceDelimited', explode: false };
  if (collectionFormat === 'pipes') return { style: 'pipeDelimited', explode: false };
  return collectionFormat === 'tsv' ? {} : { style: 'form', explode: false };
}

function withoutSeparators(schema: JsonObject): JsonObject {
  const { collectionFormat: _separator, ...rest } = schema;
  return isObject(rest.items) ? { ...rest, items: withoutSeparators(rest.items) } : rest;
}
