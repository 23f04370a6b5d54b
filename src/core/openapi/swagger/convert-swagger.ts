import { isObject, type JsonObject } from '../../json.ts';
import { mediaTypes, pathItemOf, sharedParametersOf } from './convert-operation.ts';
import { responseOf } from './convert-response.ts';
import { swaggerOf } from './convert-schema.ts';
import { securitySchemesOf } from './convert-security.ts';
import { serversFor } from './convert-servers.ts';

/** Members that OpenAPI 3.0 keeps elsewhere. */
const MOVED = new Set([
  'swagger',
  'host',
  'basePath',
  'schemes',
  'consumes',
  'produces',
  'paths',
  'definitions',
  'parameters',
  'responses',
  'securityDefinitions',
]);

/** True for a Swagger 2.0 document, its version written as a text or as a number. */
export function isSwagger(raw: JsonObject): boolean {
  return raw.openapi === undefined && (raw.swagger === '2.0' || raw.swagger === 2);
}

/**
 * A Swagger 2.0 document in the terms of OpenAPI 3.0: components keep their names, nothing that a caller feels is
 * lost. Lists that are separated by tabs, for which 3.0 has no word, have the style `tabDelimited`. A reference that
 * leads nowhere stays as it is written, to be refused by who opens the document.
 *
 * @param raw is not changed; parts of it are shared by the result
 */
export function convertSwagger(raw: JsonObject): JsonObject {
  const swagger = swaggerOf(raw);
  const produces = mediaTypes(raw.produces) ?? [];
  const servers = serversFor(raw, raw.schemes);
  const paths = eachOf(raw.paths, (item) => pathItemOf(swagger, item));
  const schemas = eachOf(raw.definitions, swagger.schema);
  const parameters = sharedParametersOf(swagger, raw.parameters);
  const responses = eachOf(raw.responses, (one) =>
    isObject(one) ? responseOf(swagger, one, produces) : one,
  );
  return {
    ...Object.fromEntries(Object.entries(raw).filter(([name]) => !MOVED.has(name))),
    openapi: '3.0.3',
    ...(servers.length > 0 && { servers }),
    ...((raw.paths !== undefined || isLibrary(raw)) && { paths: paths ?? raw.paths ?? {} }),
    components: {
      schemas: { ...schemas, ...Object.fromEntries(swagger.hoisted) },
      parameters,
      ...(responses && { responses }),
      securitySchemes: securitySchemesOf(raw.securityDefinitions),
    },
  };
}

/** True for a document that is there for its parts, which others refer to. */
function isLibrary({ definitions, parameters, responses }: JsonObject): boolean {
  return isObject(definitions) || isObject(parameters) || isObject(responses);
}

function eachOf(
  map: JsonObject[string] | undefined,
  convert: (value: JsonObject[string]) => JsonObject[string],
) {
  if (!isObject(map)) return null;
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, name.startsWith('x-') ? value : convert(value)]),
  );
}
