import { isObject, type Json, type JsonObject } from '../../json.ts';
import { convertOperation, type Shared } from './convert-operation.ts';
import { convertParameter, requestBodyOf } from './convert-parameter.ts';
import { convertResponse } from './convert-response.ts';
import { convertSchema } from './convert-schema.ts';
import { convertScheme } from './convert-scheme.ts';
import { each, textsOf, withoutMembers } from './members.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** True for a Swagger 2.0 document. */
export function isSwagger(raw: JsonObject): boolean {
  return raw.openapi === undefined && String(raw.swagger) === '2.0';
}

/**
 * A Swagger 2.0 document as OpenAPI 3.0.3 of the same meaning; the given one is not changed. Definitions become
 * components of the same name, body and form parameters a request body in each media type that is consumed,
 * `collectionFormat` a style, `x-nullable` nullable. A `tsv` parameter has no equal and stays without a style.
 * References into places that move otherwise than with their name (into a path's response, say) lead nowhere after.
 */
export function convertSwagger(raw: JsonObject): JsonObject {
  const shared: Shared = {
    consumes: textsOf(raw.consumes, ['application/json']),
    produces: textsOf(raw.produces, ['application/json']),
    parameters: isObject(raw.parameters) ? raw.parameters : {},
  };
  const components = {
    schemas: each(raw.definitions, convertSchema),
    parameters: each(raw.parameters, (one) => (isBody(one) ? null : convertParameter(one))),
    requestBodies: each(raw.parameters, (one) =>
      isBody(one) ? requestBodyOf([one], shared.consumes) : null,
    ),
    responses: each(raw.responses, (one) => convertResponse(one, shared.produces)),
    securitySchemes: each(raw.securityDefinitions, convertScheme),
  };
  return {
    openapi: '3.0.3',
    ...withoutMembers(raw, MOVED),
    ...serversOf(raw),
    paths: each(raw.paths, (item) => convertItem(item, shared), false),
    components: Object.fromEntries(Object.entries(components).filter(([, of]) => Object.keys(of).length > 0)),
  };
}

const MOVED = [
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
];

function convertItem(item: JsonObject, shared: Shared): JsonObject {
  const common = Array.isArray(item.parameters) ? item.parameters : [];
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    return isObject(operation) ? [[method, convertOperation(operation, common, shared)] as const] : [];
  });
  return { ...withoutMembers(item, [...METHODS, 'parameters']), ...Object.fromEntries(operations) };
}

function isBody({ in: place }: JsonObject): boolean {
  return place === 'body' || place === 'formData';
}

function serversOf({ host, basePath, schemes }: JsonObject): { servers?: Json[] } {
  const base = typeof basePath === 'string' ? basePath : '';
  if (typeof host !== 'string') return base === '' ? {} : { servers: [{ url: base }] };
  const prefixes = textsOf(schemes, []).map((scheme) => `${scheme}:`);
  return {
    servers: (prefixes.length > 0 ? prefixes : ['']).map((prefix) => ({ url: `${prefix}//${host}${base}` })),
  };
}
