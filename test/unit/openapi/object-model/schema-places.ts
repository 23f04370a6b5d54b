import type { JsonObject } from '../../../../src/core/json.ts';

/** Places of a document that hold a schema; each makes a document around one. */
export const PLACES: Readonly<Record<string, (schema: JsonObject) => JsonObject>> = {
  'request body': (schema) => posting(schema),
  'request property': (schema) => posting({ type: 'object', properties: { p: schema } }),
  'query parameter': (schema) => operation({ parameters: [{ name: 'q', in: 'query', schema }] }),
  'response body': (schema) => answering(schema),
  'response property': (schema) => answering({ type: 'object', properties: { p: schema } }),
  'response header': (schema) =>
    operation({
      responses: { '200': { description: 'Done', headers: { 'X-H': { required: true, schema } } } },
    }),
};

/** The version in which a keyword is written: `nullable` and boolean bounds are of 3.0. */
function operation(parts: JsonObject): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'One schema', version: '1' },
    paths: { '/things': { post: { responses: { '200': { description: 'Done' } }, ...parts } } },
  };
}

function posting(schema: JsonObject): JsonObject {
  return operation({ requestBody: { required: true, content: { 'application/json': { schema } } } });
}

function answering(schema: JsonObject): JsonObject {
  return operation({
    responses: { '200': { description: 'Done', content: { 'application/json': { schema } } } },
  });
}
