import { isObject, type Json, type JsonObject } from '../../json.ts';
import { serialisation, valueSchema } from './convert-parameter.ts';
import type { Swagger } from './convert-schema.ts';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** What a body is taken as where a document does not say. */
const UNSAID = 'application/json';

/**
 * The request body that parameters `in: body` and `in: formData` are (OpenAPI 3.0 has bodies and forms apart from
 * parameters); null where there are none.
 *
 * @param consumes media types of the operation
 */
export function bodyOf(
  swagger: Swagger,
  parameters: readonly JsonObject[],
  consumes: readonly string[],
): JsonObject | null {
  const whole = parameters.find((parameter) => parameter.in === 'body');
  if (whole) return wholeBody(swagger, whole, consumes);
  const fields = parameters.filter((parameter) => parameter.in === 'formData');
  return fields.length > 0 ? form(swagger, fields, consumes) : null;
}

function wholeBody(
  swagger: Swagger,
  { schema, required, description }: JsonObject,
  consumes: readonly string[],
) {
  const media: JsonObject = schema === undefined ? {} : { schema: swagger.schema(schema) };
  const types = consumes.length > 0 ? consumes : [UNSAID];
  return {
    ...(description !== undefined && { description }),
    ...(required === true && { required }),
    content: Object.fromEntries(types.map((type) => [type, media])),
  };
}

function form(swagger: Swagger, fields: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const properties: JsonObject = {};
  const encoding: JsonObject = {};
  const required: string[] = [];
  for (const field of fields) {
    if (typeof field.name !== 'string') continue;
    properties[field.name] = described(valueSchema(swagger, field), field);
    if (field.required === true) required.push(field.name);
    const style = serialisation(field, 'form');
    if (Object.keys(style).length > 0) encoding[field.name] = style;
  }
  const media: JsonObject = {
    schema: { type: 'object', properties, ...(required.length > 0 && { required }) },
    ...(Object.keys(encoding).length > 0 && { encoding }),
  };
  const hasFile = fields.some((field) => field.type === 'file');
  const types = consumes.filter((type) => type === MULTIPART || (type === FORM && !hasFile));
  const taken = types.length > 0 ? types : [hasFile ? MULTIPART : FORM];
  return {
    ...(required.length > 0 && { required: true }),
    content: Object.fromEntries(taken.map((type) => [type, media])),
  };
}

function described(schema: Json, { description, deprecated }: JsonObject): Json {
  if (!isObject(schema)) return schema;
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...(deprecated === true && { deprecated }),
  };
}
