import { isObject, type Json, type JsonObject } from '../../json.ts';
import { valueParameter } from './convert-parameter.ts';
import type { Swagger } from './convert-schema.ts';

/** What an answer comes as where a document does not say: that is how such documents are meant. */
const UNSAID = 'application/json';

/** A response with its schema as each media type that the operation answers with. */
export function responseOf(swagger: Swagger, written: JsonObject, produces: readonly string[]): JsonObject {
  const { schema, examples, headers, ...rest } = written;
  const types = produces.length > 0 ? produces : [UNSAID];
  const content = types.map((type): [string, Json] => [
    type,
    {
      ...(schema !== undefined && { schema: swagger.schema(schema) }),
      ...(isObject(examples) && examples[type] !== undefined && { example: examples[type] }),
    },
  ]);
  return {
    ...rest,
    ...(schema !== undefined && { content: Object.fromEntries(content) }),
    ...(isObject(headers) && { headers: headersOf(swagger, headers) }),
  };
}

function headersOf(swagger: Swagger, headers: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [
      name,
      isObject(header) && header.$ref === undefined ? valueParameter(swagger, header) : header,
    ]),
  );
}
