import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { toPointer, valueAt } from '../../core/json-pointer.ts';

const ROOMS: Record<string, string[]> = {
  schemas: ['definitions'],
  parameters: ['parameters'],
  responses: ['responses'],
  requestBodies: ['parameters'],
  securitySchemes: ['securityDefinitions'],
};

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/**
 * Where a place of a converted document is written in the Swagger 2.0 document that it was made of: as near as the
 * two models allow, else the nearest part around it.
 *
 * @param swagger the document before it was converted
 */
export function swaggerTokens(swagger: JsonObject, tokens: readonly string[]): string[] {
  const [first, second, ...rest] = tokens;
  if (first === 'components' && second !== undefined) {
    const [name, ...inner] = rest;
    const room = ROOMS[second];
    if (!room || name === undefined) return room ?? [];
    return [...room, name, ...inBody(second, inner)];
  }
  if (first === 'servers') return [swagger.basePath === undefined ? 'host' : 'basePath'];
  if (first !== 'paths' || second === undefined) return [...tokens];
  const [method, part, ...inner] = rest;
  if (method === undefined) return [...tokens];
  if (method === 'parameters') return parameterTokens(swagger, ['paths', second], rest);
  if (!METHODS.has(method) || part === undefined) return [...tokens];
  const operation = ['paths', second, method];
  if (part === 'parameters') return parameterTokens(swagger, operation, [part, ...inner]);
  if (part === 'requestBody') return bodyTokens(swagger, operation, inner);
  if (part === 'responses') return [...operation, part, ...inResponse(inner)];
  return [...operation, part, ...inner];
}

function inBody(room: string, inner: readonly string[]): string[] {
  if (room === 'responses') return withoutContent(inner);
  return room === 'requestBodies' ? withoutContent(inner) : withoutSchema(room, inner);
}

function inResponse([status, ...inner]: readonly string[]): string[] {
  return status === undefined ? [] : [status, ...withoutContent(inner)];
}

/** `content/application~1json/schema/...` is `schema/...` there. */
function withoutContent(inner: readonly string[]): string[] {
  if (inner[0] === 'content') return inner.slice(2);
  if (inner[0] === 'headers' && inner[2] === 'schema') return [...inner.slice(0, 2), ...inner.slice(3)];
  return [...inner];
}

/** A parameter's schema is the parameter itself there. */
function withoutSchema(room: string, inner: readonly string[]): string[] {
  return room === 'parameters' && inner[0] === 'schema' ? inner.slice(1) : [...inner];
}

/** Parameters are numbered anew, because bodies and form fields have left the list. */
function parameterTokens(swagger: JsonObject, owner: string[], [list, index, ...inner]: string[]): string[] {
  const written = valueAt(swagger, toPointer([...owner, 'parameters']));
  if (!Array.isArray(written) || list === undefined || index === undefined) return [...owner, 'parameters'];
  const kept = written.flatMap((value, at) => (isBodyPart(resolved(swagger, value)) ? [] : [at]));
  const at = kept[Number(index)];
  if (at === undefined) return [...owner, 'parameters'];
  return [...owner, 'parameters', String(at), ...withoutSchema('parameters', inner)];
}

/** A body is the parameter `in: body`; a form's property the parameter of its name. */
function bodyTokens(swagger: JsonObject, operation: string[], inner: readonly string[]): string[] {
  const owners = [operation, operation.slice(0, 2)];
  const [, , , properties, name, ...below] = inner;
  for (const owner of owners) {
    const written = valueAt(swagger, toPointer([...owner, 'parameters']));
    if (!Array.isArray(written)) continue;
    const at = written.findIndex((value) => {
      const parameter = resolved(swagger, value);
      if (!isBodyPart(parameter)) return false;
      return parameter.in === 'body' || (properties === 'properties' && parameter.name === name);
    });
    if (at === -1) continue;
    const parameter = resolved(swagger, written[at] as Json);
    const rest = isObject(parameter) && parameter.in === 'body' ? withoutContent(inner) : below;
    return [...owner, 'parameters', String(at), ...rest];
  }
  return operation;
}

function isBodyPart(parameter: Json): parameter is JsonObject {
  return isObject(parameter) && (parameter.in === 'body' || parameter.in === 'formData');
}

function resolved(swagger: JsonObject, value: Json): Json {
  if (!isObject(value) || typeof value.$ref !== 'string') return value;
  return valueAt(swagger, value.$ref) ?? value;
}
