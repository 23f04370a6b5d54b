import { isObject, type JsonObject } from '../../json.ts';
import { valueSchema } from './convert-parameter.ts';
import { convertSchema, movedReference } from './convert-schema.ts';
import { each, onlyMembers, withoutMembers } from './members.ts';

/** A response: its schema in each media type that is produced, its headers with schemas. */
export function convertResponse(response: JsonObject, produces: readonly string[]): JsonObject {
  if (typeof response.$ref === 'string') return { $ref: movedReference(response.$ref) };
  const headers = each(response.headers, convertHeader, false);
  return {
    ...withoutMembers(response, ['schema', 'headers', 'examples']),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(isObject(response.schema) && { content: contentOf(response.schema, produces) }),
  };
}

function contentOf(schema: JsonObject, produces: readonly string[]): JsonObject {
  const converted = convertSchema(schema);
  return Object.fromEntries(produces.map((media) => [media, { schema: converted }]));
}

function convertHeader(header: JsonObject): JsonObject {
  return { ...onlyMembers(header, ['description']), schema: valueSchema(header) };
}
