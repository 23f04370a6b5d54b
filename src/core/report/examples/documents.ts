import type { Json, JsonObject } from '../../json.ts';
import type { Site } from '../../openapi/diff/rules/rule-table.ts';

/** A smallest document with these paths. */
export function documentOf(paths: JsonObject, more: JsonObject = {}): JsonObject {
  return { openapi: '3.1.0', info: { title: 'Orders', version: '1.0.0' }, ...more, paths };
}

/** A document of one operation. */
export function operationOf(operation: JsonObject, more: JsonObject = {}): JsonObject {
  return documentOf({ '/orders': { get: { ...operation, responses: operation.responses ?? DONE } } }, more);
}

/** A document of one operation that takes a body. */
export function postOf(operation: JsonObject, more: JsonObject = {}): JsonObject {
  return documentOf({ '/orders': { post: { ...operation, responses: operation.responses ?? DONE } } }, more);
}

/** Content as JSON. */
export function json(schema: Json): JsonObject {
  return { 'application/json': { schema } };
}

/** A response with this content. */
export function answer(content: JsonObject, more: JsonObject = {}): JsonObject {
  return { '200': { description: 'done', ...more, content } };
}

/** Responses that say nothing. */
export const DONE: JsonObject = { '200': { description: 'done' } };

/** A schema of an object with one property. */
export function withProperty(schema: Json, more: JsonObject = {}): JsonObject {
  return { type: 'object', properties: { total: schema }, ...more };
}

/** The document in which a schema stands at a site; at a site of properties it is the property `total`. */
export function documentAt(site: Site, schema: Json): JsonObject {
  const { at, inside } = SITES[site];
  return at(inside ? withProperty(schema) : schema);
}

/** The document in which a schema stands where the properties of a site are. */
export function documentAround(site: Site, schema: Json): JsonObject {
  return SITES[site].at(schema);
}

interface SitePlace {
  at(schema: Json): JsonObject;
  /** True where the site is a property of the schema. */
  inside: boolean;
}

const body = (schema: Json) => postOf({ requestBody: { content: json(schema) } });
const parameter = (schema: Json) => operationOf({ parameters: [{ name: 'limit', in: 'query', schema }] });
const headerParameter = (schema: Json) =>
  operationOf({ parameters: [{ name: 'X-Filter', in: 'header', schema }] });
const response = (schema: Json) => operationOf({ responses: answer(json(schema)) });
const header = (schema: Json) =>
  operationOf({ responses: { '200': { description: 'done', headers: { 'X-Total': { schema } } } } });

const SITES: Record<Site, SitePlace> = {
  'request-body': { at: body, inside: false },
  'request-property': { at: body, inside: true },
  'request-parameter': { at: parameter, inside: false },
  'request-parameter-property': { at: parameter, inside: true },
  'request-header-property': { at: headerParameter, inside: true },
  'response-body': { at: response, inside: false },
  'response-property': { at: response, inside: true },
  'response-header': { at: header, inside: false },
  operation: { at: body, inside: false },
  document: { at: body, inside: false },
};
